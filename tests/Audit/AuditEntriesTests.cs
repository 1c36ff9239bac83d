using System.Net;
using System.Security.Claims;
using Suyuan.Audit;
using Suyuan.Identity;
using Xunit;

namespace Suyuan.Tests.Audit;

/// <summary>What of a call gets into the trail: who, what and how it ended, and nothing that somebody typed about a person.</summary>
public sealed class AuditEntriesTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 1, 4, 0, 0, TimeSpan.Zero);

    private static readonly Glance Look = new(
        At, User("clerk-7", "clerk", area: "510304104"), "dispute/read", "GET", "/v1/disputes/{number}", ("number", "51030420260000015"), null, null, 200, null, null,
        IPAddress.Parse("203.0.113.7"), "trace-1");

    [Fact]
    public void A_look_says_who_saw_what()
    {
        var entry = Assert.Single(new AuditEntries(new byte[32]).Of([Look]));

        Assert.Equal(
            ("clerk-7", "clerk", null, "510304104", "dispute/read", "GET /v1/disputes/{number}", "51030420260000015", "510304", 200, null, 1),
            (entry.Actor, entry.Role, entry.Agency, entry.ActorArea, entry.Permission, entry.Address, entry.Target, entry.Area, entry.Status, entry.Code, entry.Times));
    }

    [Fact]
    public void The_same_look_by_the_same_is_one_entry_that_says_how_often()
    {
        var entries = new AuditEntries(new byte[32]).Of([Look, Look with { At = At.AddSeconds(1), Trace = "trace-2" }, Look with { Status = 404, Code = RefusalCode.UnknownDispute }, Look, Look with { User = User("clerk-8", "clerk", area: "510304104") }]);

        Assert.Equal([(3, "clerk-7", "trace-1", null), (1, "clerk-7", "trace-1", "unknown-dispute"), (1, "clerk-8", "trace-1", null)], entries.Select(entry => (entry.Times, entry.Actor, entry.Trace, entry.Code)));
    }

    [Theory]
    [InlineData("?q=13800138000&stage=accepted&limit=20", "q&stage=accepted")]
    [InlineData("?q=%E6%9D%8E%E5%9B%9B%E6%96%B9", "q")]
    [InlineData("?area=510304104218&lead=510304104-centre", "area=510304104218&lead=510304104-centre")]
    [InlineData("?lead=13800138000&category=%E6%9D%8E%E5%9B%9B", "category&lead")]
    [InlineData("?registeredFrom=2026-01-01&registeredTo=2026-02-01T00:00:00Z&cursor=abc", "cursor&registeredFrom=2026-01-01&registeredTo=2026-02-01T00:00:00Z")]
    [InlineData("?13800138000=1&%E6%9D%8E=2", null)]
    [InlineData("?stage=a&stage=b", "stage")]
    [InlineData("?reason=x&limit=3", null)]
    [InlineData("", null)]
    public void A_filter_shows_its_value_only_where_that_is_a_word_or_code(string query, string? asked) =>
        Assert.Equal(asked, Assert.Single(new AuditEntries(new byte[32]).Of([Look with { Asked = query }])).Asked);

    [Theory]
    [InlineData("number", "13800138000")]
    [InlineData("number", "李四方")]
    [InlineData("id", "510304197001010011")]
    [InlineData("id", "李四方\nadmin")]
    [InlineData("code", "13800138000")]
    [InlineData("", "510304")]
    public void What_is_no_number_or_code_is_no_target(string name, string text) =>
        Assert.Null(Assert.Single(new AuditEntries(new byte[32]).Of([Look with { Target = (name, text) }])).Target);

    [Fact]
    public void Without_a_token_every_try_of_one_address_is_one_entry()
    {
        var stranger = Look with { User = new ClaimsPrincipal(new ClaimsIdentity()), Status = 401 };

        var entries = new AuditEntries(new byte[32]).Of([stranger, stranger with { Target = ("number", "51030420260000023"), Asked = "?area=510304" }]);

        var entry = Assert.Single(entries);
        Assert.Equal((2, null, null, null, "unauthenticated"), (entry.Times, entry.Actor, entry.Target, entry.Asked, entry.Code));
    }

    [Fact]
    public void An_address_is_recognised_under_one_key_and_readable_under_none()
    {
        var key = new byte[32];
        key[0] = 1;
        string? From(byte[] under, string address) => Assert.Single(new AuditEntries(under).Of([Look with { From = IPAddress.Parse(address) }])).From;

        Assert.Equal(From(key, "203.0.113.7"), From(key, "::ffff:203.0.113.7"));
        Assert.NotEqual(From(key, "203.0.113.7"), From(key, "203.0.113.8"));
        Assert.NotEqual(From(key, "203.0.113.7"), From(new byte[32], "203.0.113.7"));
        Assert.Matches("^[0-9a-f]{16}$", From(key, "203.0.113.7"));
    }

    [Theory]
    [InlineData(Audited.None, 403, false)]
    [InlineData(Audited.Refused, 200, false)]
    [InlineData(Audited.Refused, 403, true)]
    [InlineData(Audited.Refused, 404, true)]
    [InlineData(Audited.Refused, 409, false)]
    [InlineData(Audited.Batch, 200, true)]
    [InlineData(Audited.Batch, 304, true)]
    [InlineData(Audited.Batch, 401, true)]
    [InlineData(Audited.Batch, 400, false)]
    [InlineData(Audited.Batch, 503, false)]
    [InlineData(Audited.BeforeAnswer, 200, true)]
    public void The_table_says_which_answers_count(Audited audit, int status, bool counts)
    {
        Assert.Equal(counts, AuditAtEdge.Counts(audit, status, null));
        Assert.Equal(audit is not Audited.None, AuditAtEdge.Counts(audit, 429, RefusalCode.TooManyWrongCodes));
        Assert.False(AuditAtEdge.Counts(audit, 429, RefusalCode.TooManyAtOnce));
    }

    private static ClaimsPrincipal User(string subject, string role, string? agency = null, string? area = null)
    {
        var claims = new List<Claim> { new(Actors.SubjectClaim, subject), new(Actors.RoleClaim, role) };
        if (agency is not null)
            claims.Add(new Claim(Actors.AgencyClaim, agency));
        if (area is not null)
            claims.Add(new Claim(Actors.AreaClaim, area));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer"));
    }
}
