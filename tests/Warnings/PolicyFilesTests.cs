using Xunit;

namespace Suyuan.Tests.Warnings;

/// <summary>A wrong row in the policy of signals or warnings stops the start and says where.</summary>
public sealed class PolicyFilesTests
{
    [Theory]
    [InlineData("Warnings/warning-policy.csv", "window-short,1,days", "window-short,9,days", "value: the windows must not become shorter.")]
    [InlineData("Warnings/warning-policy.csv", "baseline,364,", "baseline,365,", "value: 365 days are not whole weeks.")]
    [InlineData("Warnings/warning-policy.csv", "season,10,days", "season,10,weeks", "unit: season is counted in days.")]
    [InlineData("Warnings/alarm-rates.csv", "count,village,orange,0.01,", "count,village,orange,0.06,", "perAreaYear: orange may not be more frequent than yellow.")]
    [InlineData("Warnings/alarm-rates.csv", "count,village,red,0.002,10", "count,village,red,0.002,4", "leastCount: red may not ask for less than orange.")]
    [InlineData("Warnings/alarm-rates.csv", "count,village,yellow,0.05,", "count,village,red,0.05,", "warningLevel: red does not follow its lower level.")]
    [InlineData("Warnings/alarm-rates.csv", "count,village,yellow,0.05,", "count,village,yellow,0,", "perAreaYear: 0 is not above 0 and at most 365.")]
    [InlineData("Warnings/subject-rules.csv", "LAB|WAG", "LAB|XXX", "categories: there is no category XXX.")]
    [InlineData("Warnings/subject-rules.csv", "claims,LAB", "money,LAB", "measure: \"money\" is none of claims, people.")]
    [InlineData("Warnings/subject-rules.csv", "5,10,30", "5,40,30", "red: a higher level may not ask for less than a lower one.")]
    [InlineData("Signals/signal-policy.csv", "people-many,10,", "people-many,4,", "value: each step must lie above the one before.")]
    [InlineData("Signals/signal-policy.csv", "orange-from,40,", "orange-from,70,", "value: each step must lie above the one before.")]
    [InlineData("Signals/signal-sources.csv", "grid,网格,grid,grid,", "grid,网格,grid,window,", "door: \"window\" is no source of disputes.")]
    [InlineData("Signals/signal-sources.csv", "outpost,", "station,", "source: \"station\" is no source of signals.")]
    [InlineData("Signals/signal-terms.csv", "weapons or explosives,60,", "weapons or explosives,0,", "points: 0 is not between 1 and 1000.")]
    public void A_damaged_file_is_refused_with_its_name_and_field(string file, string text, string instead, string problem)
    {
        var refused = Assert.Throws<DataFileException>(() => LawBook.Load(DamagedFile.With(file, text, instead)));

        Assert.StartsWith($"{file} line ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(problem, refused.Message, StringComparison.Ordinal);
    }
}
