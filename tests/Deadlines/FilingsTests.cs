using Suyuan.Deadlines;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class FilingsTests
{
    private static readonly TimeLimitRule Party = Rules.Of(15, PeriodUnit.Day) with { Duty = Duty.Party };

    [Fact]
    public void Every_version_of_a_rule_that_is_listed_lets_the_post_count()
    {
        var marked = Filings.Mark(Listed, [Party, Party with { Version = 2 }, Party with { Id = "petition-review-apply" }]);

        Assert.Equal([new Citation("民事诉讼法", "第85条第4款"), new Citation("民事诉讼法", "第85条第4款"), null], marked.Select(rule => rule.PostCounts));
    }

    [Fact]
    public void A_rule_is_a_party_s_in_every_version_or_is_not_listed() =>
        Assert.Equal(
            "Deadlines/filings.csv line 5, rule: petition-conclude is no period of days in which a party files papers.",
            Assert.Throws<DataFileException>(() => Filings.Mark(Listed, [Party, Party with { Version = 2, Duty = Duty.Agency }])).Message);

    private static StringReader Listed(string name) =>
        new("# source: test\n# version: 1\n# in-force: now\nrule,law,article\npetition-conclude,民事诉讼法,第85条第4款\n");
}
