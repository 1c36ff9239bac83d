using Suyuan.Http;
using Suyuan.Problems;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class RefusalTableTests
{
    private const string Header = "code,status,titleZh,titleEn,detailZh,detailEn\n";

    public static TheoryData<RefusalCode> EveryCode => [.. Enum.GetValues<RefusalCode>().Except([RefusalCode.None])];

    [Theory, MemberData(nameof(EveryCode))]
    public void Every_code_has_a_row(RefusalCode code) => Assert.Equal(code, RefusalTable.Of(code).Code);

    [Theory, MemberData(nameof(EveryCode))]
    public void A_sentence_stays_whole_when_only_the_field_is_known(RefusalCode code)
    {
        var row = RefusalTable.Of(code);

        Assert.All(
            [row.DetailZh, row.DetailEn],
            detail => Assert.DoesNotContain("—", SentenceTemplate.Fill(detail, name => name is "field" ? "title" : null), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RefusalCode.UnknownDispute, 404)]
    [InlineData(RefusalCode.WrongAccessCode, 404)]
    [InlineData(RefusalCode.NotInThisStage, 409)]
    [InlineData(RefusalCode.Changed, 412)]
    [InlineData(RefusalCode.NotYourRole, 403)]
    [InlineData(RefusalCode.NotYourCase, 403)]
    [InlineData(RefusalCode.ExtensionTooLong, 409)]
    [InlineData(RefusalCode.RouteNotLawful, 422)]
    [InlineData(RefusalCode.UnknownCategory, 400)]
    [InlineData(RefusalCode.IdempotencyKeyReused, 422)]
    [InlineData(RefusalCode.NumbersExhausted, 503)]
    public void The_status_says_whose_fault_it_is(RefusalCode code, int status) => Assert.Equal(status, RefusalTable.Of(code).Status);

    [Theory]
    [InlineData("out-of-luck,409,a,b,c,d\n", "refusals.csv line 2, code: is no refusal code.")]
    [InlineData("invalid,200,a,b,c,d\n", "refusals.csv line 2, status: is no error status.")]
    [InlineData("invalid,400,a,,c,d\n", "refusals.csv line 2, titleEn: is empty.")]
    [InlineData("invalid,400,a,b,c,d {x\n", "refusals.csv line 2, detailEn: has brackets or braces that do not close.")]
    [InlineData("invalid,400,a,b,c,d\ninvalid,400,a,b,c,d\n", "refusals.csv line 3, code: stands twice.")]
    public void A_fault_names_file_line_and_field(string rows, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => RefusalTable.Read(Header + rows)).Message);

    [Theory]
    [InlineData("Too long[ (at most {max})]: {field}", "Too long (at most 9): title")]
    [InlineData("Stage[ {stage}] of {field}", "Stage of title")]
    [InlineData("[{max} and {stage}]{field}", "title")]
    public void What_is_in_brackets_needs_all_its_facts(string template, string expected)
    {
        var facts = new Dictionary<string, string> { ["max"] = "9", ["field"] = "title" };

        Assert.Equal(expected, SentenceTemplate.Fill(template, facts.GetValueOrDefault));
    }

    [Fact]
    public void The_wire_code_is_the_kebab_case_name() => Assert.Equal("not-in-this-stage", Words<RefusalCode>.Of(RefusalCode.NotInThisStage));
}
