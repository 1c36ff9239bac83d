using Orleans.Concurrency;
using Suyuan.Identity;
using Suyuan.Privacy;

namespace Suyuan.Disputes;

/// <summary>Takes a try at the address and at the number, asks the dispute, and gives the tries back when the code was right.</summary>
[GrainType("progress"), StatelessWorker, Reentrant]
internal sealed class ProgressGrain : Grain, IProgressGrain
{
    public Task<Result<ProgressView>> Look(DisputeNumber number, string accessCode, string address) =>
        Opened(number, address, dispute => dispute.Progress(accessCode));

    public Task<Result<PersonalExport>> Export(DisputeNumber number, string accessCode, string address) =>
        Opened(number, address, dispute => dispute.Export(accessCode));

    private async Task<Result<T>> Opened<T>(DisputeNumber number, string address, Func<IDisputeGrain, Task<Result<T>>> open)
    {
        var ofAddress = GrainFactory.GetGrain<ILockoutGrain>(GrainKeys.LockoutOfAddress(address));
        var ofNumber = GrainFactory.GetGrain<ILockoutGrain>(GrainKeys.LockoutOf(number));
        var fromAddress = await ofAddress.Take();
        if (!fromAddress.Succeeded)
            return fromAddress.Refusal;
        var atNumber = await ofNumber.Take();
        if (!atNumber.Succeeded)
            return atNumber.Refusal;
        var answer = await open(GrainFactory.Dispute(number));
        if (answer.Succeeded)
            await Task.WhenAll(ofAddress.GiveBack(fromAddress.Value), ofNumber.GiveBack(atNumber.Value));
        return answer;
    }
}
