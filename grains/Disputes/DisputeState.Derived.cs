using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Suyuan.Agencies;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Disputes;

// What follows from what is stored, and is not stored itself.
internal sealed partial record DisputeState
{
    [JsonIgnore]
    public Recusal? PendingRecusal => Recusals.FirstOrDefault(recusal => recusal is { Asked: true, Upheld: null });

    /// <summary>When its retention ends; null while it is open, and when there is nothing left to erase.</summary>
    [JsonIgnore]
    public DateTimeOffset? EraseAt => Erased is { Party: null } ? null : Retention?.Until;

    /// <summary>Who takes part besides the lead: agencies and mediators, each once, in order; and whether it was put before the court.</summary>
    // Counted anew with every write, so it asks nothing twice and makes no text that the lead's own clocks would only repeat.
    [JsonIgnore]
    public ImmutableArray<string> Others
    {
        get
        {
            var lead = Lead.ToString();
            var others = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var helper in CoHandlers)
                others.Add(helper.ToString());
            foreach (var service in Services)
                others.Add(service.Owner.ToString());
            foreach (var order in Orders)
                others.Add(order.Agency.ToString());
            foreach (var clock in Clocks)
            {
                if (clock.IsOpen && clock.Holder != lead && !others.Contains(clock.Holder) && AgencyId.TryParse(clock.Holder, null, out _))
                    others.Add(clock.Holder);
            }

            foreach (var known in Participants)
                Seat(known.IsIn ? known.Seated : null);
            Seat(Assignment?.Seated);
            if (Transfer is { } transfer)
                others.Add(transfer.To.ToString());
            if (Agreement?.Confirmation is not null)
                others.Add(Concern.BeforeCourt);
            others.Remove(lead);
            return others.Count is 0 ? [] : [.. others];

            void Seat(Seated? seated)
            {
                if (seated?.Mediator is { } mediator)
                    others.Add(mediator);
                if (seated?.Organisation is { } organisation)
                    others.Add(organisation.ToString());
            }
        }
    }

    /// <summary>What a permission looks at.</summary>
    [JsonIgnore]
    public Concern Concern => new(this);

    public bool Exists => Version > 0;

    public Standing Standing => Stage switch
    {
        Stage.Exited => Standing.Exited,
        Stage.Merged => Standing.Merged,
        _ => Standing.Open,
    };

    public bool IsOpen => Standing is Standing.Open;

    /// <summary>Earliest thing that time alone will do to this case, or null. An errand is due since it was wanted.</summary>
    public DateTimeOffset? NextWakeAt
    {
        get
        {
            DateTimeOffset?[] ahead = [Clocks.Min(clock => clock.NextEventAt), WatchAt, TellSurvivorAt, EraseAt, Errands.Min(errand => (DateTimeOffset?)errand.Since)];
            return ahead.Min();
        }
    }

    string IClocked<DisputeState>.Place => Kebab.Of(Stage);

    public ProjectedRows Project() => DisputeProjection.Of(this);

    DisputeState IClocked<DisputeState>.WithClocks(ImmutableArray<Clock> clocks, ImmutableDictionary<string, int> counts) =>
        this with { Clocks = clocks, ClockCounts = counts };

    DisputeState IClocked<DisputeState>.WithWritten(Written written) => this with { Written = written };

    DisputeState IClocked<DisputeState>.WithStep(EventRow step) => this with { LastStep = step.Sequence, LastHash = step.Hash, UpdatedAt = step.At };
}
