using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Overload;
using Suyuan.Problems;

namespace Suyuan.Signals;

/// <summary>Signals: what is noticed before it becomes a dispute.</summary>
internal static class SignalEndpoints
{
    private const string Kind = "signal";

    public static void MapSignals(this IEndpointRouteBuilder routes)
    {
        var signals = routes.MapGroup("/signals").WithTags("风险信号 Signals");

        signals.MapPost("", Report).Permits("signal/report").InLane(Lane.Intake)
            .WithSummary("上报 Report a risk signal: deduplicated and graded, with the reasons")
            .WithDescription(
                "`duplicateOf` 表示与已有信号或者在办纠纷为同一事项，已合并计数。`duplicateOf` names the signal or dispute that the report is counted with. "
                + "Send `Idempotency-Key` to repeat a report safely.")
            .Produces<SignalView>(StatusCodes.Status201Created).Refuses(400, 401, 403, 413, 415, 422, 503);
        signals.MapMatters(Kind, "signal/read");
        signals.MapGet("/{number}", Get).Permits("signal/read")
            .WithSummary("详情 The signal as your role sees it").Produces<SignalView>().Produces(304).Refuses(400, 401, 403, 404, 503);
        signals.MapPost("/{number}/verify", Verify).Permits("signal/act")
            .WithSummary("核查 True, false, or unclear and to be verified again").Produces<SignalView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
        signals.MapPost("/{number}/register", Register).Permits("signal/act")
            .WithSummary("转为纠纷 It becomes a dispute, whose number and receipt are answered")
            .Produces<SignalRegistered>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);
        signals.MapPost("/{number}/lift", Lift).Permits("signal/act")
            .WithSummary("解除 Nothing more is to be done").Produces<SignalView>().Refuses(400, 401, 403, 404, 409, 412, 413, 415, 422, 503);

        routes.MapGet("/reports/signals", Sums).Permits("report/read").WithTags("报表 Reports")
            .WithSummary("信号核查情况 False alarms among verified signals, and the share of disputes found before a party filed them")
            .WithDescription("`from` 与 `to` 均为含当日的日期，默认最近 366 日。Days, both included; by default the last 366.")
            .Produces<SignalReport>().Refuses(400, 401, 403, 503);
    }

    private static async Task<IResult> Report(
        Body<ReportSignal> body, [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains)
    {
        // A wrong area goes to a desk too: it is the desk that says so.
        var desk = AreaCode.TryParse(body.Value.AreaCode, null, out var area) ? area : default;
        var reported = await grains.GetGrain<ISignalDeskGrain>(GrainKeys.SignalDesk(desk)).Report(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey));
        return reported.Succeeded ? TypedResults.Created($"/v1/signals/{reported.Value.Number}", reported.Value) : new Problem(reported.Refusal);
    }

    // If-None-Match is compared where the answer is written; it stands here to be described.
    private static async Task<IResult> Get(
        MatterNumber number, [FromHeader(Name = "If-None-Match")] string? ifNoneMatch, ClaimsPrincipal user, IGrainFactory grains) =>
        number.Kind == Kind && await grains.Matter<ISignalGrain>(number).View(user.ToActor()) is { } signal ? Tagged(signal) : MatterEndpoints.Unknown(number);

    private static Task<IResult> Verify(
        MatterNumber number, Body<VerifySignal> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Acted(number, grains, signal => signal.Verify(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static Task<IResult> Lift(
        MatterNumber number, Body<LiftSignal> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains) =>
        Acted(number, grains, signal => signal.Lift(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch)));

    private static async Task<IResult> Register(
        MatterNumber number, Body<RegisterSignal> body, [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        [FromHeader(Name = "Idempotency-Key")] IdempotencyKey? idempotencyKey, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (number.Kind != Kind)
            return MatterEndpoints.Unknown(number);
        var done = await grains.Matter<ISignalGrain>(number).Register(body.Value, CommandEndpoint.Context(user.ToActor(), idempotencyKey, ifMatch));
        return done.Succeeded ? new Tagged<SignalRegistered>(done.Value, EntityTags.Of(done.Value.Signal.Version)) : new Problem(done.Refusal);
    }

    private static async Task<IResult> Sums(AreaCode? area, Day? from, Day? to, ClaimsPrincipal user, IGrainFactory grains) =>
        Answers.OkOrProblem(await grains.GetGrain<ISignalReportGrain>(0).Signals(new SignalReportQuery(area, from?.Value, to?.Value), user.ToActor()));

    private static async Task<IResult> Acted(MatterNumber number, IGrainFactory grains, Func<ISignalGrain, Task<Result<SignalView>>> act)
    {
        if (number.Kind != Kind)
            return MatterEndpoints.Unknown(number);
        var done = await act(grains.Matter<ISignalGrain>(number));
        return done.Succeeded ? Tagged(done.Value) : new Problem(done.Refusal);
    }

    private static Tagged<SignalView> Tagged(SignalView signal) => new(signal, EntityTags.Of(signal.Version));
}
