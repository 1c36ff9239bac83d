using Suyuan.Triaging;
using Xunit;

namespace Suyuan.Tests.Triaging;

/// <summary>What is wrong with the words and rules of triage stops the start, and says where.</summary>
public sealed class TriageBookTests
{
    private static readonly LawBook Law = LawBook.Load();

    [Theory]
    [InlineData(TriageBook.RulesFile, "fam-divorce,divorce,,FAM,8", "fam-divorce,divorse,,FAM,8", "when: there is no cue divorse")]
    [InlineData(TriageBook.RulesFile, "fam-divorce,divorce,,FAM,8", "fam-divorce,divorce,,FAN,8", "category: there is no category FAN")]
    [InlineData(TriageBook.RulesFile, "fam-divorce,divorce,,FAM,8", "fam-divorce,divorce,,FAM,0", "weight: a rule of no weight says nothing")]
    [InlineData(TriageBook.RulesFile, "fam-divorce,divorce,,FAM,8", "fam-divorce,divorce,,FAM,21", "weight: 21 is not between -20 and 20")]
    [InlineData(TriageBook.RulesFile, "fam-divorce,divorce,,FAM,8", "fam-divorce,divorce,divorce,FAM,8", "unless: divorce is also asked for")]
    [InlineData(TriageBook.RulesFile, "fam-divorce,divorce,,FAM,8", "fam-divorce,divorce+divorce,,FAM,8", "when: a cue is there twice")]
    [InlineData(TriageBook.RulesFile, "fam-divorce,divorce", "fam-spouse,divorce", "rule: fam-spouse is there twice")]
    [InlineData(TriageBook.RulesFile, "ipr-ip,ip,,IPR", "ipr-ip,ip,,OTH", "category: no rule leads to IPR")]
    [InlineData(TriageBook.RulesFile, "ipr-ip,ip,,IPR", "ipr-ip,nothing,,IPR", "when: there is no cue nothing")]
    [InlineData(Vocabulary.CuesFile, "divorce,离婚,divorce,", "divorce,离婚,divorce,ＡＢ|", "words: \"ＡＢ\" must be of small, half-width letters and digits and at most 12 characters")]
    [InlineData(Vocabulary.CuesFile, "divorce,离婚,divorce,", "divorce,离婚,divorce,离婚|", "words: \"离婚\" is there twice")]
    [InlineData(Vocabulary.CuesFile, "divorce,离婚,divorce,", "spouse,离婚,divorce,", "cue: spouse is there twice")]
    [InlineData(Vocabulary.CuesFile, "denial,否认,denial,", "idle,闲,idle,闲着\ndenial,否认,denial,", "cue: nothing asks for idle")]
    [InlineData(Vocabulary.CuesFile, "denial,否认,denial,", "idle,闲,idle,\ndenial,否认,denial,", "words: idle has neither words nor patterns")]
    [InlineData(Vocabulary.CuesFile, "# version: triage", "# version: other", "version: the files of triage have one version")]
    [InlineData(Vocabulary.PatternsFile, "借他两万", "送他两斤", "example: the pattern does not find itself in \"送他两斤\"")]
    [InlineData(Vocabulary.PatternsFile, "iou,\"(欠", "iou,\"(?<=我)(欠", "pattern: ")]
    [InlineData(Vocabulary.PatternsFile, "iou,\"(欠", "iou,\"((欠", "pattern: ")]
    [InlineData(Vocabulary.PatternsFile, "iou,", "iuo,", "cue: there is no cue iuo")]
    [InlineData(TriageBook.QuestionsFile, "story,unsure", "story,sometimes", "asked: \"sometimes\" is none of always, undecided, unsure")]
    [InlineData(TriageBook.QuestionsFile, "“{first}”", "“{first”", "zh: the brackets or braces do not match")]
    [InlineData(TriageBook.QuestionsFile, "employer,always,LAB", "employer,always,LAX", "categories: there is no category LAX")]
    [InlineData(TriageBook.AlertsFile, ",self-harm\n", ",selfharm\n", "cues: there is no cue selfharm")]
    [InlineData(ConfidenceTable.File, "# confident: 80", "# confident: 0", "confident: must be a whole number from 1 to 100")]
    [InlineData(ConfidenceTable.File, "14,75,97", "14,75,100", "confidence: 100 is not between 1 and 99")]
    public void A_wrong_row_is_named(string file, string text, string instead, string fault)
    {
        var message = Assert.Throws<DataFileException>(() => TriageBook.Load(DamagedFile.With(file, text, instead), Law.Routing)).Message;

        Assert.StartsWith($"{file} line ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }
}
