using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;
using Suyuan.Signals;
using Suyuan.Storage;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Signals;

/// <summary>How grave a signal is and why, when two reports are one, and what becomes of it.</summary>
public sealed class SignalRulesTests
{
    private const string Village = "510304104218";
    private static readonly LawBook Law = LawBook.Load();
    private static readonly DateTimeOffset At = new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>A signal as the first version stored it. The text is never made again: what was stored once must load for ever.</summary>
    private const string Stored = """
        {"status":"verified","source":"grid","spot":"村口","narrative":"n","parties":[{"role":"applicant","kind":"person","name":"李四方"}],"people":6,"vulnerable":true,
         "occurredAt":"2026-03-01T09:00:00+08:00","grade":{"level":"orange","points":40,"reasons":[{"reason":"people","points":20,"words":{"zh":"a","en":"b"},"found":"5"}]},
         "reports":3,"toAttach":false,"finding":"true","heading":"H",
         "number":"signal-0123456789abcdefghjk","version":4,"area":"510304104218","lead":"510304104-centre","category":"NEI","createdAt":"2026-03-01T10:00:00+08:00","updatedAt":"2026-03-02T10:00:00+08:00","lastStep":4,"lastHash":"h"}
        """;

    [Theory]
    [InlineData("两家争水。", null, false, 1, WarningLevel.None, "")]
    [InlineData("两家争水。", 5, false, 1, WarningLevel.Yellow, "people")]
    [InlineData("两家争水。", 10, false, 1, WarningLevel.Orange, "people")]
    [InlineData("两家争水。", 30, false, 1, WarningLevel.Red, "people")]
    [InlineData("两家争水。", null, true, 1, WarningLevel.Yellow, "vulnerable")]
    [InlineData("两家争水。", null, false, 2, WarningLevel.Yellow, "repeated")]
    [InlineData("扬言要动手。", null, false, 1, WarningLevel.Orange, "violence")]
    [InlineData("没有打人，只是争吵。", null, false, 1, WarningLevel.None, "")]
    [InlineData("他持刀在门口。", null, false, 1, WarningLevel.Red, "weapon")]
    [InlineData("工人准备拉横幅，还说要去北京。", 6, false, 1, WarningLevel.Red, "gathering|petition-outside|people")]
    public void A_grade_lists_every_reason(string narrative, int? people, bool vulnerable, int reports, WarningLevel level, string reasons)
    {
        var grade = SignalGrading.Of(narrative, people, vulnerable, reports, Law.Signals);

        Assert.Equal((level, reasons), (grade.Level, string.Join('|', grade.Reasons.Select(reason => reason.Reason))));
        Assert.Equal(grade.Points, grade.Reasons.Sum(reason => reason.Points));
    }

    [Theory]
    [InlineData(WarningLevel.None, "两家争水。", null, "policy-signal-verify")]
    [InlineData(WarningLevel.Yellow, "两家争水。", 5, "policy-signal-verify-yellow")]
    [InlineData(WarningLevel.Orange, "两家争水。", 10, "policy-signal-verify-orange")]
    [InlineData(WarningLevel.Red, "两家争水。", 30, "policy-signal-verify-red")]
    public void D_9_5_The_graver_a_signal_the_sooner_it_is_verified(WarningLevel level, string narrative, int? people, string rule)
    {
        var signal = Begun(narrative, people);

        Assert.Equal((level, rule), (signal.Grade.Level, Assert.Single(signal.Clocks).RuleId));
        Assert.Equal("510304104-centre", Assert.Single(signal.Written.Notices).Agency);
    }

    [Fact]
    public void Reported_again_with_more_people_it_has_to_be_verified_sooner()
    {
        var first = Begun("两家争水。", null);

        var again = SignalRules.Attach(first, 30, Scene());
        var same = SignalRules.Attach(again, 2, Scene());

        Assert.Equal((2, 30, WarningLevel.Red), (again.Reports, again.People, again.Grade.Level));
        Assert.Equal("policy-signal-verify-red", Assert.Single(again.Clocks, clock => clock.IsOpen).RuleId);
        Assert.Equal((3, 30), (same.Reports, same.People));
        Assert.Equal(again.Clocks.Last().Id, same.Clocks.Last().Id);
    }

    [Theory]
    [InlineData(SignalFinding.True, SignalStatus.Verified, "policy-signal-settle", true)]
    [InlineData(SignalFinding.Unclear, SignalStatus.Unclear, "policy-signal-verify", true)]
    [InlineData(SignalFinding.False, SignalStatus.False, null, false)]
    public void D_4_9_What_was_found_decides_which_clock_runs(SignalFinding finding, SignalStatus status, string? rule, bool open)
    {
        var verified = SignalRules.Verify(Begun("两家争水。", null), new VerifySignal { Finding = finding, Note = "n" }, Scene());

        Assert.Equal((status, open, rule), (verified.Status, verified.IsOpen, verified.Clocks.SingleOrDefault(clock => clock.IsOpen)?.RuleId));
    }

    [Fact]
    public void A_signal_without_parties_needs_them_to_become_a_dispute()
    {
        var signal = SignalRules.Verify(Begun("两家争水。", null), new VerifySignal { Finding = SignalFinding.True }, Scene());

        var refused = SignalRules.Register(signal, new RegisterSignal(), Scene());
        var named = SignalRules.Register(signal, new RegisterSignal { Parties = [Person("李四方")] }, Scene());

        Assert.Equal(["parties"], refused.Refusal!.Errors.Select(error => error.Field));
        Assert.Equal((SignalStatus.Registered, Source.Grid, "李四方"), (named.Value!.Status, named.Value.ToRegister!.Source, named.Value.ToRegister.Parties[0].Name));
        Assert.NotNull(named.Value.WakeAt);
    }

    [Fact]
    public void A_duplicate_of_a_dispute_has_nothing_more_to_tell_and_one_of_a_signal_has()
    {
        var report = Report("两家争水。", null);

        var ofDispute = SignalRules.Begin(new SignalState(), report, "51030420260000015", Scene());
        var ofSignal = SignalRules.Begin(new SignalState(), report, "signal-first", Scene());

        Assert.Equal((SignalStatus.Duplicate, false, null), (ofDispute.Status, ofDispute.ToAttach, ofDispute.WakeAt));
        Assert.Equal((true, At.AddMinutes(1)), (ofSignal.ToAttach, ofSignal.WakeAt));
        Assert.Empty(ofSignal.Clocks);
        Assert.Equal(At.AddMinutes(6), SignalRules.AtTime(ofSignal, Scene() with { Now = new Moment(At.AddMinutes(5)) }).WakeAt);
    }

    [Theory]
    [InlineData(Village, "NEI", "李四方", "牛圈臭气熏天", true)]
    [InlineData(Village, null, "李四方", "牛圈臭气熏天", true)]
    [InlineData("510304104219", "NEI", "李四方", "牛圈臭气熏天", true)]
    [InlineData(Village, "NEI", "王五", "完全是另外一回事，关于山林界址的争议", false)]
    [InlineData("510304104219", "NEI", "王五", "牛圈臭气熏天", false)]
    [InlineData("510304104219", "LAB", "李四方", "完全是另外一回事，关于山林界址的争议", false)]
    public void One_incident_is_the_same_place_parties_and_matter(string area, string? category, string name, string narrative, bool same)
    {
        var open = Mark("a", Village, "邻居牛圈臭气熏天，多次交涉无果", "李四方");
        var mark = Mark("b", area, narrative, name);
        ImmutableArray<OpenMark> candidates = [new OpenMark("a", open.Area, "NEI", At, open.Parties, open.Words)];

        Assert.Equal(same, Similarity.FirstOf(mark, category, candidates, Law.Signals) is not null);
    }

    [Fact]
    public void A_text_is_like_itself_whatever_its_marks_and_unlike_others_by_what_they_share()
    {
        const string text = "邻居牛圈臭气熏天，多次交涉无果。";

        Assert.Equal(1, WordMark.Likeness(WordMark.Of(text), WordMark.Of(" 邻居 牛圈臭气熏天!多次交涉,无果")));
        Assert.True(WordMark.Likeness(WordMark.Of(text), WordMark.Of("工人讨要拖欠的工资，老板失联。")) < 0.2);
        Assert.Equal(0, WordMark.Likeness(WordMark.Of("。"), WordMark.Of("")));
    }

    [Fact]
    public void A_word_mark_is_made_of_any_text_and_never_says_more_than_one() =>
        Gen.Select(Gen.String, Gen.String).Sample((one, other) =>
        {
            var likeness = WordMark.Likeness(WordMark.Of(one), WordMark.Of(other));
            return likeness is >= 0 and <= 1 && WordMark.Of(one).Length == 128 && Math.Abs(likeness - WordMark.Likeness(WordMark.Of(other), WordMark.Of(one))) < 1e-12;
        });

    [Fact]
    public void A_person_has_another_key_in_another_township_and_an_organisation_has_not()
    {
        var (here, there) = (AreaCode.Parse(Village), AreaCode.Parse("510304105201"));
        var firm = Person("四方建筑 有限公司") with { Kind = PartyKind.Organisation };

        Assert.NotEqual(Marks.KeyOf(Person("李四方"), here), Marks.KeyOf(Person("李四方"), there));
        Assert.Equal(Marks.KeyOf(Person("李四方"), here), Marks.KeyOf(Person(" 李四方"), AreaCode.Parse("510304104219")));
        Assert.Equal(Marks.KeyOf(firm, here), Marks.KeyOf(firm with { Name = "四方建筑有限公司" }, there));
        Assert.DoesNotContain("四方", Marks.Of("n", here, At, null, "n", [firm]).Parties, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignalSource.Hotline, "510304-government")]
    [InlineData(SignalSource.Outpost, "510304104-police-station")]
    [InlineData(SignalSource.Grid, null)]
    [InlineData(SignalSource.Public, null)]
    public void D_9_7_Whoever_referred_a_signal_hears_what_became_of_it_and_the_dispute_knows_him(SignalSource source, string? referrer)
    {
        var signal = SignalRules.Begin(new SignalState(), Report("两家争水。", null) with { Source = source }, null, Scene());
        Assert.Equal(referrer, signal.Referrer?.ToString());

        var lifted = SignalRules.Lift(signal, Scene());
        var untrue = SignalRules.Verify(signal, new VerifySignal { Finding = SignalFinding.False }, Scene());
        var registered = SignalRules.Register(signal, new RegisterSignal { Parties = [Person("李四方")] }, Scene()).Value!;
        var duplicate = SignalRules.Begin(new SignalState(), Report("两家争水。", null) with { Source = source }, "51030420260000015", Scene());

        Assert.Equal(referrer is null ? [] : ["已解除", "不属实", "已转为纠纷", "重复上报"], new[] { lifted, untrue, registered, duplicate }.SelectMany(one => Heard(one, referrer)));
        Assert.Equal(referrer, registered.ToRegister!.Referrer);
    }

    private static IEnumerable<string> Heard(SignalState signal, string? referrer) =>
        from notice in signal.Written.Notices
        where notice.Kind is "signal-outcome" && notice.Agency == referrer
        select JsonDocument.Parse(notice.Payload).RootElement.GetProperty("words").GetProperty("zh").GetString()!;

    [Fact]
    public void A_stored_signal_loads_to_the_same_values_and_lives_on()
    {
        var signal = JsonSerializer.Deserialize<SignalState>(Stored, StateSerializer.Options)!;

        Assert.Equal((SignalStatus.Verified, 3, WarningLevel.Orange, "李四方", null), (signal.Status, signal.Reports, signal.Grade.Level, signal.Parties[0].Name, signal.Dispute));
        Assert.True(SignalRules.Register(signal, new RegisterSignal(), Scene()).Succeeded);
        using var stored = JsonDocument.Parse(Stored);
        var again = JsonSerializer.SerializeToElement(signal, StateSerializer.Options);
        Assert.All(stored.RootElement.EnumerateObject(), member => Assert.True(again.TryGetProperty(member.Name, out _), member.Name));
    }

    [Fact]
    public void D_9_10_Found_by_ourselves_is_what_came_by_our_own_doors_or_from_a_signal()
    {
        var report = SignalReports.Of(
            null, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 2), [],
            [new SourceCount("grid", false, 2), new SourceCount("visit", false, 5), new SourceCount("visit", true, 1), new SourceCount("online", false, 2)], Law.SignalSources);

        Assert.Equal((10, 3, 0.3, null), (report.Disputes, report.Found, report.FoundShare, report.FalseRate));
    }

    private static Scene Scene() => new(Law, new Actor("grid-worker-1", Role.GridWorker), new Moment(At));

    private static SignalState Begun(string narrative, int? people) => SignalRules.Begin(new SignalState { Number = "signal-x" }, Report(narrative, people), null, Scene());

    private static ReportSignal Report(string narrative, int? people) => new() { Source = SignalSource.Grid, AreaCode = Village, Narrative = narrative, PeopleInvolved = people };

    private static Party Person(string name) => new() { Role = PartyRole.Respondent, Kind = PartyKind.Person, Name = name };

    private static MarkRow Mark(string number, string area, string narrative, string name) =>
        Marks.Of(number, AreaCode.Parse(area), At, null, narrative, [Person(name)]);
}
