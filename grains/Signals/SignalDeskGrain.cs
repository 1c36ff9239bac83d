using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.Signals;

/// <summary>Looks whether a report is about an incident that is open already, and gives it to its own grain. Holds nothing.</summary>
[GrainType("signal-desk")]
internal sealed class SignalDeskGrain(IWarningReads reads, LawInForce law, TimeProvider clock) : Grain, ISignalDeskGrain
{
    public async Task<Result<SignalView>> Report(ReportSignal report, ActContext context)
    {
        var (book, now) = (law.Current, Moment.Now(clock));
        if (SignalBounds.Check(report, book, now) is { } malformed)
            return malformed;
        var number = MatterNumber.New("signal", context.CommandId);
        var area = AreaCode.Parse(report.AreaCode!);
        var mark = Marks.Of(number.ToString(), area, now.At, report.PeopleInvolved, report.Narrative!, report.Parties);
        var near = area.Level is AreaLevel.City ? AreaTree.PrefixOf(area) : Marks.Township(area.ToString());
        var open = await reads.OpenMarks(near, now.At - book.Signals.DuplicateWithin, book.Signals.DuplicateCandidates, CancellationToken.None);
        var first = Similarity.FirstOf(mark, report.Category, open, book.Signals);
        return await GrainFactory.Matter<ISignalGrain>(number).Report(report, first?.Mark.Number, context);
    }
}
