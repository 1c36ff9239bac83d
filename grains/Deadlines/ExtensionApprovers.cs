using System.Collections.Frozen;

namespace Suyuan.Deadlines;

/// <summary>Who may lengthen a time limit: the only ones a rule may name, and how an extension by each is said to a person.</summary>
internal static class ExtensionApprovers
{
    private static readonly FrozenDictionary<string, Sentence> Phrases = new Dictionary<string, Sentence>
    {
        ["head"] = new("经本机关负责人批准", "approved by the head of the agency"),
        ["upper-organ"] = new("经上一级机关批准", "approved by the next higher organ"),
        ["president"] = new("经院长批准", "approved by the president of the court"),
        ["upper-court"] = new("经上级人民法院批准", "approved by the higher court"),
        ["court"] = new("经人民法院决定", "decided by the court"),
        ["parties"] = new("经当事人同意", "agreed by the parties"),
        ["committee-and-parties"] = new("经调解委员会和当事人约定", "agreed by the mediation committee and the parties"),
        ["coordinator"] = new("经统筹协调机关批准", "approved by the coordinator"),
        ["law"] = new("依照法律规定", "as the law provides"),
    }.ToFrozenDictionary();

    public static bool Exists(string by) => Phrases.ContainsKey(by);

    public static IEnumerable<string> All => Phrases.Keys.Order(StringComparer.Ordinal);

    /// <summary>In both languages, to stand before the length; somebody who is named otherwise (主任) approved it.</summary>
    public static Sentence PhraseOf(string by) =>
        Phrases.GetValueOrDefault(by) ?? (by.Length == 0 ? new Sentence("经批准", "as approved") : new Sentence($"经{by}批准", $"approved by {by}"));
}
