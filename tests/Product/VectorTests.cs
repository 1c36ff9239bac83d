using System.Net;
using Xunit;

namespace Suyuan.Tests.Product;

/// <summary>The published counting vectors, asked of the calculator that other offices use.</summary>
public abstract class VectorTests(RunningProduct product)
{
    /// <summary>Each through a rule of the catalogue with that length and unit.</summary>
    public static TheoryData<string, string, string, bool> Vectors => new()
    {
        { "petition-office-dispatch", "2026-01-30", "2026-02-14", false }, // 15 days, ends on a make-up Saturday
        { "petition-office-dispatch", "2026-02-01", "2026-02-24", false }, // 15 days, inside Spring Festival
        { "petition-review-apply", "2026-09-08", "2026-10-08", false }, // 30 days, first day after National Day
        { "petition-conclude", "2026-08-02", "2026-10-08", false }, // 60 days
        { "petition-conclude", "2026-01-16", "2026-03-17", false }, // 60 days
        { "petition-review-apply", "2024-09-01", "2024-10-08", false }, // 30 days
        { "petition-referral-objection", "2026-02-12", "2026-02-26", false }, // 5 workdays over a make-up Saturday
        { "consumer-accept", "2026-09-18", "2026-09-29", false }, // 7 workdays, Sunday the 20th counts
        { "court-mediator-accept", "2026-04-30", "2026-05-08", false }, // 3 workdays over Labour Day
        { "medical-pm-conclude", "2026-01-26", "2026-03-13", false }, // 30 workdays
        { "traffic-mediation-conclude", "2026-09-28", "2026-10-16", false }, // 10 workdays, Saturday 10 October counts
        { "petition-referral-objection", "2025-01-24", "2025-02-07", false }, // 5 workdays, Sunday the 26th counts
        { "consumer-accept", "2024-02-02", "2024-02-18", false }, // 7 workdays, two Sundays count
        { "people-mediation-conclude", "2026-01-31", "2026-02-28", false }, // 1 month, no 31 February
        { "procuratorial-recommendation-reply", "2026-07-31", "2026-09-30", false }, // 2 months
        { "judicial-confirmation-object-third", "2025-08-31", "2026-02-28", false }, // 6 months
        { "traffic-mediation-notice", "2026-10-09", "2026-09-29", false }, // 3 workdays before
        { "arb-revoke-apply", "2026-11-30", "2027-03-01", true }, // 3 months, calendar not announced
    };

    [Theory, MemberData(nameof(Vectors))]
    public async Task A_period_ends_on_the_day_the_law_says(string rule, string from, string end, bool provisional)
    {
        var answer = await product.Get($"/v1/calendar/due?rule={rule}&from={from}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(end, (string?)answer.Json!["end"]);
        Assert.Equal(provisional, (bool)answer.Json["provisional"]!);
        Assert.NotEmpty((string)answer.Json["sentence"]!["zh"]!);
    }

    /// <summary>The nineteenth: 60 and 30 days are added and rolled once (a petition accepted on 2026-08-02).</summary>
    [Fact]
    public async Task An_extension_is_added_to_the_nominal_end_and_rolled_once()
    {
        product.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 2, 10, 0, 0, TimeSpan.FromHours(8)));
        var number = await product.Register(category: "GOV");
        await product.Act(number, "triage", """{"category":"GOV","channel":"petition"}""");
        await product.Act(number, "assign");
        var accepted = await product.Act(number, "accept");

        var view = await product.Act(
            number, "extend", """{"clockId":"conclude-1","length":30,"reason":"情况复杂","approvedBy":"单位负责人"}""",
            role: "leader", agency: (string)accepted["lead"]!["agency"]!);

        var due = view["clocks"]!.AsArray().Single(clock => (string)clock!["id"]! == "conclude-1")!["due"]!;
        Assert.Equal("2026-10-31", (string?)due["nominalEnd"]);
        Assert.Equal("2026-11-02", (string?)due["end"]);
        Assert.Equal("周六", (string?)due["movedBy"]!["name"]);
    }
}

public sealed class VectorsOnSqlite(ProductOnSqlite product) : VectorTests(product), IClassFixture<ProductOnSqlite>;

public sealed class VectorsOnPostgres(ProductOnPostgres product) : VectorTests(product), IClassFixture<ProductOnPostgres>;
