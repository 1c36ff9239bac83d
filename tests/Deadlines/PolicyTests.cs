using Suyuan.Deadlines;
using Suyuan.Disputes;
using Xunit;

namespace Suyuan.Tests.Deadlines;

public sealed class PolicyTests
{
    [Fact]
    public void Each_threshold_comes_from_its_own_row() =>
        Assert.Equal(
            new Policy
            {
                ReturnLimit = 2,
                FollowUpWindowDays = 90,
                FollowUpVisits = 12,
                WatchVisitsRed = 4,
                WatchVisitsOrange = 22,
                WatchVisitsYellow = 32,
                GroupPersons = 5,
                GroupRepresentatives = 15,
                CommandsRemembered = 42,
                LegalAidUrgentDays = 7,
                NumberBlock = 200,
                SealSize = 2000,
                DigestAt = new TimeOnly(8, 30),
                DigestWorkdays = 3,
                LateAfter = TimeSpan.FromMinutes(2),
                MediatorTries = 3,
                MediatorCandidates = 10,
                PlaceFirstLook = TimeSpan.FromMinutes(11),
                PlaceLook = TimeSpan.FromDays(1),
                HandOverRetry = TimeSpan.FromMinutes(5),
            },
            // Values that two rows share today are told apart, so that no threshold can read its neighbour's.
            Policy.Load(Replaced(
                ("follow-up-visits,2,", "follow-up-visits,12,"),
                ("watch-visits-orange,2,", "watch-visits-orange,22,"),
                ("watch-visits-yellow,2,", "watch-visits-yellow,32,"),
                ("place-first-look,10,", "place-first-look,11,"),
                ("group-representatives,5,", "group-representatives,15,"),
                ("commands-remembered,32,", "commands-remembered,42,"))));

    [Theory]
    [InlineData(WatchGrade.Red, 4)]
    [InlineData(WatchGrade.Orange, 3)]
    [InlineData(WatchGrade.Yellow, 2)]
    public void The_grade_of_a_watch_says_how_many_calm_visits_end_it(WatchGrade grade, int visits) =>
        Assert.Equal(visits, Policy.Load(Replaced(("watch-visits-orange,2,", "watch-visits-orange,3,"))).WatchMinimumVisits(grade));

    [Theory]
    [InlineData("return-limit,2,", "return-limit,1,")]
    [InlineData("return-limit,2,", "return-limit,10000,")]
    public void A_threshold_at_its_bound_is_taken(string text, string instead) => Policy.Load(Replaced((text, instead)));

    [Theory]
    [InlineData("return-limit,2,", "return-limit,0,", "line 5, value: 0 is not between 1 and 10000")]
    [InlineData("return-limit,2,", "return-limit,10001,", "line 5, value: 10001 is not between 1 and 10000")]
    [InlineData("return-limit,2,returns", "return-limit,2,days", "line 5, unit: return-limit is counted in returns")]
    [InlineData("follow-up-window,90,days", "return-limit,2,returns", "line 6, key: return-limit is there twice")]
    [InlineData("platform policy: two returns send the dispute to the coordinator", "", "line 5, source: a value is required")]
    [InlineData("coordinator,2023-01-03", "coordinator,2023", "line 5, inForceFrom: \"2023\" is not a date (yyyy-MM-dd)")]
    [InlineData("return-limit,2,", "# ", "line 4, key: there is no row return-limit")]
    [InlineData("late-after,120,", "# ", "line 4, key: there is no row late-after")]
    public void A_damaged_row_is_refused(string text, string instead, string message) =>
        Assert.Equal($"Deadlines/policy.csv {message}.", Assert.Throws<DataFileException>(() => Policy.Load(Replaced((text, instead)))).Message);

    private static Func<string, TextReader> Replaced(params (string Text, string Instead)[] changes) => name =>
    {
        using var reader = DataFile.OpenEmbedded(name);
        return new StringReader(changes.Aggregate(reader.ReadToEnd(), (text, change) => text.Replace(change.Text, change.Instead, StringComparison.Ordinal)));
    };
}
