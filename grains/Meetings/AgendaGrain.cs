using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Orders;
using Suyuan.Projection;

namespace Suyuan.Meetings;

/// <summary>Asks the read model for each reason of the agenda. Decides nothing, holds nothing; what is done with what it finds is <see cref="Agenda"/>.</summary>
[GrainType("agenda"), StatelessWorker, Reentrant]
internal sealed class AgendaGrain(LawInForce law, IReadModel disputes, IMatterReads matters, TimeProvider clock) : Grain, IAgendaGrain
{
    private const string WarningKind = "warning";

    /// <summary>Read at once, until a reason has more than it may show.</summary>
    private const int PerPage = 200;

    public async Task<Result<AgendaView>> Agenda(AreaCode area, Actor by)
    {
        var book = law.Current;
        if (!book.Areas.Exists(area))
            return Refusal.Because(RefusalCode.UnknownArea, new Fact("area", area.ToString()));
        if (book.RefusesArea("agenda/read", by, area) is { } refused)
            return refused;
        var now = Moment.Now(clock);
        var found = ImmutableArray.CreateBuilder<(AgendaRow, ImmutableArray<AgendaFinding>)>();
        foreach (var row in book.Agenda.Rows)
            found.Add((row, await Find(row, AreaTree.PrefixOf(area), by, book, now)));
        return Meetings.Agenda.Of(area, now, found.ToImmutable());
    }

    private async Task<ImmutableArray<AgendaFinding>> Find(AgendaRow row, string area, Actor by, LawBook book, Moment now) => row.Reason switch
    {
        AgendaTable.RedWatch => await Disputes(row, area, by, now, filter => filter with { Watch = Kebab.Of(WatchGrade.Red) }),
        AgendaTable.Watch => await Disputes(row, area, by, now, filter => filter with { Watched = true }),
        AgendaTable.Overdue => await Disputes(row, area, by, now, filter => filter with { Overdue = true }),
        AgendaTable.Contested => await Disputes(row, area, by, now, filter => filter with { Contested = true }),
        AgendaTable.Returned => await Disputes(row, area, by, now, filter => filter with { ReturnsFrom = book.Policy.ReturnLimit }),
        AgendaTable.RedWarning => await Matters(row, WarningKind, area, by, IsRed, book),
        _ => await Matters(row, SupervisionOrderState.KindName, area, by, order => IsUnanswered(order, now), book),
    };

    private async Task<ImmutableArray<AgendaFinding>> Disputes(AgendaRow row, string area, Actor by, Moment now, Func<DisputeFilter, DisputeFilter> narrowed)
    {
        var filter = new DisputeFilter(area, null, null, null, null, null, null, null, now.At, null, null, null, DisputeSort.Due, null, row.Most + 1)
        {
            Reach = law.Current.Reach("dispute/read", by),
            ReachRestricted = law.Current.Reach("dispute/read-restricted", by),
        };
        return [.. (await disputes.Search(narrowed(filter), CancellationToken.None)).Select(AgendaFinding.Of)];
    }

    /// <summary>Open matters are few beside the disputes; what only their data tells is looked at here.</summary>
    private async Task<ImmutableArray<AgendaFinding>> Matters(AgendaRow row, string kind, string area, Actor by, Func<MatterRow, bool> wanted, LawBook book)
    {
        var found = ImmutableArray.CreateBuilder<AgendaFinding>();
        var open = new MatterFilter(kind, PerPage) { AreaPrefix = area, Open = true, Reach = book.Reach(MatterTable.Read(kind), by) };
        await foreach (var matter in matters.Each(open))
        {
            if (wanted(matter))
                found.Add(AgendaFinding.Of(matter, book));
            if (found.Count > row.Most)
                break;
        }

        return found.ToImmutable();
    }

    /// <summary>A warning says its level among what a list shows of it.</summary>
    private static bool IsRed(MatterRow warning)
    {
        using var data = JsonDocument.Parse(warning.Data);
        return data.RootElement.TryGetProperty("level", out var level) && level.ValueEquals("red");
    }

    /// <summary>A reply is owed and its time is over.</summary>
    private static bool IsUnanswered(MatterRow order, Moment now) => order.Status is not ("requested" or "replied") && order.NextDueAt < now.At;
}
