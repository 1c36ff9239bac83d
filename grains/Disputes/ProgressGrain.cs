using Orleans.Concurrency;
using Suyuan.Identity;

namespace Suyuan.Disputes;

/// <summary>Takes a try at the address and at the number, asks the dispute, and gives the tries back when the code was right.</summary>
[GrainType("progress"), StatelessWorker, Reentrant]
internal sealed class ProgressGrain : Grain, IProgressGrain
{
    public async Task<Result<ProgressView>> Look(DisputeNumber number, string accessCode, string address)
    {
        var ofAddress = GrainFactory.GetGrain<ILockoutGrain>(GrainKeys.LockoutOfAddress(address));
        var ofNumber = GrainFactory.GetGrain<ILockoutGrain>(GrainKeys.LockoutOf(number));
        var fromAddress = await ofAddress.Take();
        if (!fromAddress.Succeeded)
            return fromAddress.Refusal;
        var atNumber = await ofNumber.Take();
        if (!atNumber.Succeeded)
            return atNumber.Refusal;
        var progress = await GrainFactory.Dispute(number).Progress(accessCode);
        if (progress.Succeeded)
            await Task.WhenAll(ofAddress.GiveBack(fromAddress.Value), ofNumber.GiveBack(atNumber.Value));
        return progress;
    }
}
