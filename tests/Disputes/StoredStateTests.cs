using System.Text.Json;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Deadlines;
using Suyuan.Disputes;
using Suyuan.Mediators;
using Suyuan.Privacy;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>States as an earlier version stored them. The files are never made again: what was stored once must load for ever.</summary>
public sealed class StoredStateTests
{
    [Fact]
    public void A_dispute_stored_by_the_first_version_loads_to_the_same_values()
    {
        var dispute = Load<DisputeState>("stored/dispute-state-1.json");

        Assert.Equal(("51030420260000015", 20, Stage.NotAgreed, Standing.Open), (dispute.Number, dispute.Version, dispute.Stage, dispute.Standing));
        Assert.Equal(("510304104218", "NEI", "people-mediation", Source.Visit), (dispute.Area.ToString(), dispute.Category, dispute.Channel, dispute.Source));
        Assert.Equal((6, 12000.50m, new DateOnly(2026, 1, 15)), (dispute.PeopleInvolved, dispute.Amount, dispute.OccurredOn));
        Assert.Equal(
            [
                new Party { Role = PartyRole.Applicant, Kind = PartyKind.Person, Name = "张三", IdNumber = "11010519491231002X", Telephone = "13800000000", Address = "何市镇高庙村1组" },
                new Party { Role = PartyRole.Respondent, Kind = PartyKind.Person, Name = "李四" },
            ],
            dispute.Parties);
        Assert.Equal(("fingerprint", "ABCD2345", "clerk-1/0b7e"), (dispute.Fingerprint, dispute.AccessCode, dispute.IdempotencyKey));
        Assert.Equal(new Receipt(1, "e6a5124d0bcd207f1471746926f18bc54af1dbc62c4e65ec4dec5baaf03c0832", China(3, 2, 10, 0)), dispute.Receipt);
        Assert.Equal(("510304104-committee", China(3, 2, 10, 2), "m-17"), (dispute.Lead.ToString(), dispute.LeadSince, dispute.Mediator));
        Assert.Equal(["510304-housing"], dispute.CoHandlers.Select(helper => helper.ToString()));
        Assert.Equal(("510304-housing", "属住建职责", 1), (dispute.Transfer!.To.ToString(), dispute.Transfer.Reason, dispute.Returns));
        Assert.Equal(new Suspension("appraisal", China(5, 20, 10, 0)), dispute.Suspension);
        Assert.Equal(new Escalation(AreaLevel.County, "久拖未决", China(3, 2, 10, 7)), dispute.Escalation);
        Assert.Equal(new WatchState(WatchGrade.Orange, "有激化苗头", "镇长", China(3, 2, 10, 5), 1, WatchFinding.Calm), dispute.Watch);
        Assert.Equal((AgreementForm.Written, AgreementScope.Full, ConfirmationStep.Apply, false), (dispute.Agreement!.Form, dispute.Agreement.Scope, dispute.Agreement.Confirmation, dispute.Agreement.ConcernsStatus));
        Assert.Equal(
            [
                new Instalment(1, "支付赔偿款", 1000.50m, new DateOnly(2026, 3, 20), new DateOnly(2026, 3, 7), true),
                new Instalment(2, "支付赔偿款", 1000.50m, new DateOnly(2026, 4, 20)),
            ],
            dispute.Agreement.Instalments);
        Assert.Equal([new NamedRoute("lawsuit", "route-lawsuit-1"), new NamedRoute("administrative-mediation", "route-administrative-mediation-1")], dispute.Routes);
        Assert.Equal(new Answer(China(5, 6, 10, 2), DeliveryMethod.InPerson, "已经办结，结果如下。", false), dispute.Answer);
        Assert.Equal(new Closure(China(5, 20, 10, 0), AreaLevel.Village, true), dispute.Closure);
        Assert.Equal((1, ServiceKind.LegalAid, "510304-legal-aid", "service-1-1", null), (dispute.Services[0].Number, dispute.Services[0].Kind, dispute.Services[0].Owner.ToString(), dispute.Services[0].ClockId, dispute.Services[0].Outcome));
        Assert.Equal((4, "51030420250000070", 2), (dispute.Rating, dispute.MergedInto.ToString(), dispute.Reopened));
        Assert.Equal((1, 1, 55, 17, 19), (dispute.Contacts, dispute.Sessions, dispute.LastStep, dispute.ClockCounts.Count, dispute.Clocks.Length));
        Assert.Equal(["leader-1/a", "leader-1/b"], dispute.Remembered.Select(known => known.Id));
    }

    [Fact]
    public void Its_clocks_keep_their_explanation()
    {
        var conclude = Load<DisputeState>("stored/dispute-state-1.json").Clocks.Single(clock => clock.Id == "conclude-1");

        Assert.Equal((ClockStatus.Met, Duty.Mediator, "510304104-committee"), (conclude.Status, conclude.Duty, conclude.Holder));
        Assert.Equal(("people-mediation-conclude", 1, "人民调解工作若干规定", "第33条"), (conclude.Due.RuleId, conclude.Due.RuleVersion, conclude.Due.Law, conclude.Due.Article));
        Assert.Equal([new ExcludedInterval(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 6), "agreed")], conclude.Due.Excluded);
        Assert.Equal([new Extension(10, PeriodUnit.Day, "主任", "案情复杂")], conclude.Due.Extensions);
        Assert.Equal((new DateOnly(2026, 4, 16), new DateOnly(2026, 4, 16), China(4, 17, 0, 0)), (conclude.Due.NominalEnd, conclude.Due.End, conclude.Due.DueAt));
    }

    [Fact]
    public void The_parties_own_clocks_load_with_their_interruption()
    {
        var dispute = Load<DisputeState>("stored/dispute-state-2.json");

        Assert.Equal((Stage.Accepted, 1, China(4, 20, 10, 1)), (dispute.Stage, dispute.Reopened, dispute.RequestedAgainAt));
        Assert.Equal(dispute.RequestedAgainAt, dispute.LimitationInterruptedAt);
        Assert.Equal(
            [
                "limitation-2 interrupted civil-limitation 2029-03-05", "period-consumer-limitation-1 met consumer-limitation 2026-03-06",
                "service-1-1 running legalaid-decide 2026-03-09", "service-urgent-1-1 running legalaid-urgent 2026-03-02",
            ],
            dispute.Clocks.Where(clock => clock.IsOwn() || clock.Key.StartsWith(ClockKeys.Service, StringComparison.Ordinal))
                .Select(clock => $"{clock.Id} {Kebab.Of(clock.Status)} {clock.Due.RuleId} {clock.Due.End:yyyy-MM-dd}").Order(StringComparer.Ordinal));
        var life = new Life(dispute, China(4, 21, 9, 0)).With(Given.NotAgreed("lawsuit"), Given.Lead);
        Assert.Equal([new NamedRoute("lawsuit", "limitation-3")], life.State.Routes);
    }

    [Fact]
    public void A_state_from_before_limitation_was_counted_begins_anew_when_it_was_interrupted()
    {
        var stored = Load<DisputeState>("stored/dispute-state-1.json") with { Transfer = null, Suspension = null, Closure = null, MergedInto = null, Stage = Stage.Handling, RegisteredAt = China(3, 2, 10, 0), LimitationInterruptedAt = China(3, 2, 10, 0) };
        var life = new Life(stored, China(5, 21, 9, 0));

        life.With(Given.NotAgreed("lawsuit"), Given.Lead);

        Assert.Equal("2029-05-21", $"{life.Clock("limitation-1").Due.End:yyyy-MM-dd}");
    }

    [Fact]
    public void A_dispute_stored_with_armed_and_event_clocks_loads_to_the_same_values()
    {
        var dispute = Load<DisputeState>("stored/dispute-state-3.json");

        var armed = dispute.Clocks.Single(clock => clock.Id == "conclude-1");
        Assert.Equal((ClockStatus.Armed, null, true, "traffic-mediation-conclude", 1), (armed.Status, armed.Counted, armed.IsOpen, armed.RuleId, armed.RuleVersion));
        Assert.Equal(["funeral-period-ended", "treatment-ended", "disability-graded", "loss-fixed"], armed.Awaits!.Events);
        Assert.Equal(China(3, 2, 10, 3), armed.Awaits.Since);
        var restarted = dispute.Clocks.Single(clock => clock.Id == "event-consumer-clue-check-2");
        Assert.Equal(("举报人提供新的事实（重新起算）", AtEnd.Nothing, "510304-market"), (restarted.Due.Trigger.Event, restarted.AtEnd, restarted.Holder));
        var told = dispute.Clocks.Single(clock => clock.Id == "event-recon-decide-1");
        Assert.Equal((ClockStatus.Running, AtEnd.Speaks, true), (told.Status, told.AtEnd, told.Spoken));
        Assert.Equal(AtEnd.Closes, dispute.Clocks.Single(clock => clock.Id == "event-recon-sue-1").AtEnd);
        Assert.Equal(
            [
                new RecordedEvent("consumer-clue-found", China(4, 20, 9, 0)),
                new RecordedEvent("recon-accepted", China(4, 20, 9, 30)),
                new RecordedEvent("consumer-report-new-facts", China(4, 21, 9, 0)),
            ],
            dispute.Events.Take(3));
        Assert.Equal("recon-period-ended", dispute.Events[3].Event);
    }

    [Fact]
    public void An_armed_clock_that_was_stored_begins_when_its_event_comes()
    {
        var life = new Life(Load<DisputeState>("stored/dispute-state-3.json"), China(6, 25, 9, 0));

        life.With(new RecordEvent { Event = "treatment-ended" }, Given.Lead);

        Assert.Equal((ClockStatus.Running, "2026-07-09"), (life.Clock("conclude-1").Status, $"{life.Clock("conclude-1").Due.End:yyyy-MM-dd}"));
    }

    [Fact]
    public void It_lives_on()
    {
        var life = new Life(Load<DisputeState>("stored/dispute-state-1.json") with { Transfer = null, Suspension = null, Closure = null, MergedInto = null }, China(5, 21, 9, 0));

        life.With(new Close(), Given.Lead);

        // One step for the closing, one for the reasons that the rules of special watch find in it since they are known.
        Assert.Equal((Stage.Closed, 21, 57), (life.State.Stage, life.State.Version, life.State.LastStep));
        Assert.Equal(["group", "repeat"], life.State.Watch!.Reasons.Select(reason => reason.Rule));
    }

    [Fact]
    public void A_dispute_stored_with_its_retention_loads_to_the_same_values()
    {
        var dispute = Load<DisputeState>("stored/dispute-state-retention-1.json");

        Assert.Equal(new Retention("dispute-agreed", China(6, 1, 11, 0), new DateTimeOffset(2036, 6, 2, 0, 0, 0, TimeSpan.FromHours(8)), true), dispute.Retention);
        Assert.Equal([new RecordsHold("lawsuit", new DateTimeOffset(2032, 6, 1, 10, 0, 0, TimeSpan.FromHours(8)))], dispute.Holds);
        var decided = new DateTimeOffset(2032, 5, 2, 10, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal((true, decided, 1), (dispute.ErasureRequest!.Granted, dispute.ErasureRequest.DecidedAt, dispute.ErasureRequest.Party));
        Assert.Equal(new Erasure(decided, "dispute-agreed", 1), dispute.Erased);
        Assert.Equal(dispute.Retention!.Until, dispute.EraseAt);
    }

    [Fact]
    public void A_county_stored_by_the_first_version_loads_to_the_same_values()
    {
        var area = Load<AreaState>("stored/area-state-1.json");

        Assert.Equal((999_999, 400), (area.LastSequences[2025], area.LastSequences[2026]));
        Assert.Equal((1, "f8a01b68d80e2514136c0ab828c8e3f968112be644999113d11222a1dd0a838b", China(5, 20, 10, 0)), (area.SealNumber, area.SealHash, area.SealsFrom));
        Assert.Equal(("510304", 1, "51030420260000015", 0), (area.Sealed!.County, area.Sealed.Count, area.Sealed.Receipts[0].Number, area.Sealed.Receipts[0].Position));
    }

    [Fact]
    public void A_row_from_before_an_array_was_known_reads_it_as_empty()
    {
        var dispute = JsonSerializer.Deserialize<DisputeState>("""{"number":"51030420260000015","version":1,"stage":"registered","agreement":{"terms":"一"}}""", StateSerializer.Options)!;

        Assert.Empty(dispute.Clocks);
        Assert.Empty(dispute.Written.Steps);
        Assert.Empty(dispute.Agreement!.Instalments);
    }

    [Fact]
    public void An_agency_stored_before_it_could_put_a_profile_loads_and_goes_on()
    {
        var id = AgencyId.Parse("510304-housing");
        var agency = Load<AgencyState>("stored/agency-state-1.json");

        Assert.Equal((7, 1, China(3, 4, 0, 0), China(3, 4, 9, 0)), (agency.LastSequence, agency.Caused, agency.AnswerBy, agency.WakeAt));
        Assert.Equal((null, 0, null, null), (agency.Profile, agency.ProfileVersion, agency.NextDigest, agency.DigestDay));
        var told = InboxRules.Elapse(agency, id, 2, Given.Law, new Moment(China(3, 4, 9, 0)));
        Assert.Equal(["leader", "superior"], told.Silence);
    }

    [Fact]
    public void A_dispute_stored_while_its_mediator_was_being_replaced_loads_and_goes_on()
    {
        var dispute = Load<DisputeState>("stored/dispute-state-4.json");

        Assert.Equal((AssignmentPhase.Offered, "mediator-4"), (dispute.Assignment!.Phase, Assert.Single(dispute.Assignment.Candidates)));
        Assert.Equal(new Seated("mediator-3", 3, China(3, 2, 10, 9)), dispute.Assignment.Seated);
        Assert.Equal(new Attempt("mediator-1", AttemptOutcome.Replaced, China(3, 2, 10, 9)), Assert.Single(dispute.Assignment.Attempts));
        Assert.Equal(
            new Participant(1, Seat.Invited, InvitationStatus.Asked, new Seated("mediator-2", 2, China(3, 2, 10, 7), true, AgencyId.Parse("510304104-committee"), MediatorKind.Deputy)),
            Assert.Single(dispute.Participants));
        Assert.Equal(new Recusal("mediator-1", Circumstance.OtherRelation, China(3, 2, 10, 8), false), Assert.Single(dispute.Recusals));
        Assert.Equal(
            [new Errand(1, "mediator-1", Seat.Lead, false, China(3, 2, 10, 9)), new Errand(3, "mediator-3", Seat.Lead, true, China(3, 2, 10, 9))], dispute.Errands);
        Assert.Equal((3, "mediator-1"), (dispute.LastTicket, Assert.Single(dispute.ExcludedMediators)));
        Assert.Empty(new Life(dispute, China(3, 2, 10, 10)).CarryOut().State.Errands);
    }

    [Fact]
    public void A_mediator_stored_with_a_case_at_hand_loads_and_gives_it_back()
    {
        var mediator = Load<MediatorState>("stored/mediator-state-1.json");

        Assert.Equal(("mediator-1", 5, "active", true), (mediator.Number, mediator.Version, mediator.Place, mediator.IsOpen));
        Assert.Equal((MediatorKind.Lawyer, "510304104-committee", new DateOnly(2026, 6, 30), 3, 1), (mediator.Facts.Is, mediator.Facts.Organisation.ToString(), mediator.Facts.LicenceUntil, mediator.Facts.Capacity, mediator.Facts.Load));
        Assert.Equal((6, new ServedCount(2026, "people", 1, 300), new Leave(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 5))), (mediator.Facts.TrainedIn(2026), mediator.Facts.Served[0], mediator.Facts.Leaves[0]));
        Assert.Equal(new HeldPlace("51030420260000023", 1, Seat.Lead, China(3, 2, 10, 0), China(3, 2, 10, 10)), Assert.Single(mediator.Places));
        Assert.True(mediator.Facts.Relations.Include("张三"));
        Assert.Equal(["licence-end-1", "licence-renewal-1", "training-2027-1"], mediator.Clocks.Select(clock => clock.Id).Order(StringComparer.Ordinal));
        Assert.Equal(0, PlaceRules.Release(mediator, "51030420260000023", 1, null, new Scene(Given.Law, Suyuan.Identity.Actor.Clockwork, new Moment(China(3, 3, 10, 0)))).Facts.Load);
    }

    private static T Load<T>(string file) => JsonSerializer.Deserialize<T>(Text(file), StateSerializer.Options)!;

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(StoredStateTests).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    private static DateTimeOffset China(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(8));
}
