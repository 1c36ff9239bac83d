using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Deadlines;

internal static class LawEndpoints
{
    public static void MapLaw(this IEndpointRouteBuilder routes)
    {
        var law = routes.MapGroup("").RequireAuthorization(Access.ReadLaw).WithTags("期限 Deadlines");

        law.MapGet("/calendar/due", Due).WithSummary("试算期限 Count a time limit from a day, with its explanation")
            .Produces<DueDate>().Refuses(400, 401, 403, 404, 503);
        law.MapGet("/calendar/{year}", Calendar).WithSummary("日历 Days off and make-up working days of a year")
            .Produces<CalendarView>().Refuses(400, 401, 403, 404, 503);
        law.MapGet("/rules", Rules).WithSummary("期限规则 The catalogue of time limits").Produces<Page<RuleView>>().Refuses(400, 401, 403, 503);
        law.MapGet("/rules/{id}", Rule).WithSummary("一条规则的各版本 All versions of one rule").Produces<Page<RuleView>>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> Due(ShortText rule, Day from, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await Law(grains).Due(rule.Value, from.Value));

    private static async Task<IResult> Calendar(int year, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await Law(grains).Calendar(year));

    private static async Task<IResult> Rules(IGrainFactory grains) =>
        Answers.ListOrProblem<RuleView>(await Law(grains).Rules());

    private static async Task<IResult> Rule(ShortText id, IGrainFactory grains) =>
        Answers.ListOrProblem(await Law(grains).Rule(id.Value));

    private static ILawGrain Law(IGrainFactory grains) => grains.GetGrain<ILawGrain>(0);
}
