using Microsoft.AspNetCore.Mvc;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Deadlines;

internal static class LawEndpoints
{
    public static void MapLaw(this IEndpointRouteBuilder routes)
    {
        var law = routes.MapGroup("").Permits("law/read").WithTags("期限 Deadlines");

        law.MapGet("/calendar/due", Due).WithSummary("试算期限 Count any time limit from a day or an instant, with its explanation")
            .WithDescription(
                "`from`: a day, or an instant with its offset for rules in hours. `extend`, repeated: granted extensions in order, in the unit of the rule's "
                + "extensions. `exclude`, repeated: days that did not count and why, `2026-02-01..2026-02-10:appraisal`. "
                + "`format=ics` or `Accept: text/calendar` answers iCalendar in the language of `Accept-Language`.")
            .Produces<DueDate>().Produces(304).Refuses(400, 401, 403, 404, 409, 503);
        law.MapGet("/calendar/{year}", Calendar).WithSummary("日历 Days off and make-up working days of a year")
            .Produces<CalendarView>().Refuses(400, 401, 403, 404, 503);
        law.MapGet("/rules", Rules).WithSummary("期限规则 The catalogue of time limits").Produces<Page<RuleView>>().Refuses(400, 401, 403, 503);
        law.MapGet("/rules/events", Events).WithSummary("程序事件 What can happen in a procedure, and the time limits that it starts, fulfils, counts anew or makes void")
            .Produces<Page<ProceduralEventView>>().Refuses(400, 401, 403, 503);
        law.MapGet("/rules/{id}", Rule).WithSummary("一条规则的各版本 All versions of one rule").Produces<Page<RuleView>>().Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<IResult> Due(
        ShortText rule, Instant from, [FromQuery] ExtensionLength[]? extend, [FromQuery] ExcludedDays[]? exclude, Word<DueFormat>? format,
        HttpContext http, TimeProvider clock, IGrainFactory grains)
    {
        var question = new DueQuestion
        {
            Rule = rule.Value,
            From = from.Value,
            Extensions = [.. (extend ?? []).Select(length => length.Value)],
            Excluded = [.. (exclude ?? []).Select(days => days.Value)],
        };
        var answer = await Law(grains).Count(question);
        if (!answer.Succeeded)
            return new Problem(answer.Refusal!);
        return DueCalendar.Chosen(
            http, format?.Value, new Tagged<DueDate>(answer.Value.Due, null), language => DueCalendar.Of(question, answer.Value, language, clock.GetUtcNow()));
    }

    private static async Task<IResult> Calendar(int year, IGrainFactory grains) =>
        Answers.TaggedOrProblem(await Law(grains).Calendar(year));

    private static async Task<IResult> Rules(IGrainFactory grains) =>
        Answers.ListOrProblem<RuleView>(await Law(grains).Rules());

    private static async Task<IResult> Events(IGrainFactory grains) =>
        Answers.ListOrProblem<ProceduralEventView>(await Law(grains).Events());

    private static async Task<IResult> Rule(ShortText id, IGrainFactory grains) =>
        Answers.ListOrProblem(await Law(grains).Rule(id.Value));

    private static ILawGrain Law(IGrainFactory grains) => grains.GetGrain<ILawGrain>(0);
}
