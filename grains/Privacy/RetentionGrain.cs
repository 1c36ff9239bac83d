using Orleans.Concurrency;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Projection;

namespace Suyuan.Privacy;

/// <summary>Holds nothing.</summary>
[GrainType("retention"), StatelessWorker, Reentrant]
internal sealed class RetentionGrain(IRetentionReads reads, LawInForce law, TimeProvider clock) : Grain, IRetentionGrain
{
    private const string Permission = "retention/read";

    private const int UsualDays = 30;

    /// <summary>Nothing is kept longer.</summary>
    private const int MostYears = 100;

    public Task<Result<RetentionPolicy>> Rules(Actor by)
    {
        var table = law.Current.Retention;
        return Task.FromResult<Result<RetentionPolicy>>(law.Current.RefusesRole(Permission, by) is { } refused ? refused : new RetentionPolicy(
            table.Version,
            table.Source,
            [
                .. table.Rules.Select(rule => new RetentionRuleView(
                    rule.Id, rule.Years, rule.OnRequest, [.. Enum.GetValues<ErasedParts>().Where(part => part is not ErasedParts.None && rule.Erases.HasFlag(part)).Select(part => Kebab.Of(part))],
                    rule.Basis, rule.Words)),
            ],
            [.. table.Holds.Select(hold => new HoldView(hold.Id, hold.ByHand, hold.Words, hold.Basis))],
            Sample: true));
    }

    public async Task<Result<ErasuresAhead>> Ahead(AreaCode? area, DateOnly? until, Actor by)
    {
        var asked = law.Current.AreaFor(Permission, by, area);
        if (!asked.Succeeded)
            return asked.Refusal;
        var field = new FieldChecks();
        var today = Moment.Now(clock).Day;
        field.Day("until", until, today, today.AddYears(MostYears));
        if (asked.Value is { } within && law.Current.Areas.Find(within) is null)
            field.Fault("area", RefusalCode.UnknownArea, new Fact("area", within.ToString()));
        if (field.Refusal is { } malformed)
            return malformed;
        var last = until ?? today.AddDays(UsualDays);
        var rows = await reads.Ending(asked.Value is { } one ? AreaTree.PrefixOf(one) : "", Moment.StartOf(last.AddDays(1)), CancellationToken.None);
        return new ErasuresAhead(asked.Value, last, rows.Sum(row => row.Count), [.. rows.Select(row => new ErasureAhead(row.Rule, row.Held, row.Count, new Moment(row.First).Day))]);
    }
}
