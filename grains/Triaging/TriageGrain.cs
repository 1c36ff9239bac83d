using Orleans.Concurrency;
using Suyuan.Changes;
using Suyuan.Disputes;
using Suyuan.Identity;

namespace Suyuan.Triaging;

/// <summary>Answers from the law book in memory.</summary>
[GrainType("triage-help"), StatelessWorker, Reentrant]
internal sealed class TriageGrain(LawInForce law) : Grain, ITriageGrain
{
    public Task<Result<TriageAdvice>> Suggest(TriageQuestion question) => Task.FromResult<Result<TriageAdvice>>(
        Advising.Check(question, law.Current) is { } malformed ? malformed : Advising.Of(Told.Of(question), law.Current));

    public async Task<Result<TriageAdvice>> SuggestFor(DisputeNumber number, Actor by) =>
        await GrainFactory.Dispute(number).View(by) is { } dispute
            ? Advising.Of(Told.Of(dispute), law.Current)
            : Refusal.Because(RefusalCode.UnknownDispute);
}
