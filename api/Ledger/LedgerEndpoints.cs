using System.Security.Claims;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Ledger;

internal static class LedgerEndpoints
{
    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        var ledger = routes.MapGroup("/audit/ledger").WithTags("台账核验 Ledger");

        ledger.MapGet("/verify", Verify).Permits("ledger/verify").WithSummary("核验 Registered = open + exited + merged, chain intact")
            .Produces<LedgerVerdict>().Refuses(400, 401, 403, 404, 503);
        ledger.MapGet("/receipts/{number}", Receipt).Permits("ledger/proof").WithSummary("回执证明 A receipt's way up to its county's seal")
            .Produces<ReceiptProof>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> Verify(AreaCode area, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<ILedgerGrain>(0).Verify(area, user.ToActor()));

    private static async Task<IResult> Receipt(DisputeNumber number, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await grains.GetGrain<ILedgerGrain>(0).Proof(number, user.ToActor()));
}
