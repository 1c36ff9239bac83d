using System.Collections.Immutable;
using CsCheck;
using Suyuan.Agencies;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Suyuan.Webhooks;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>When a webhook tries again, when it gives up, and who is told.</summary>
public sealed class WebhookRulesTests
{
    private const string Key = "webhook-510304104-centre-3";

    private static readonly WebhookOptions Options = new();

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_run_that_went_well_moves_the_cursor_and_looks_again_later()
    {
        var webhook = WebhookRules.Ran(Fresh(), Key, new WebhookRun(10, 17, 5, null), At(0), Options);

        Assert.Equal((17, 5, 0), (webhook.Cursor, webhook.Delivered, webhook.Failures));
        Assert.Equal(At(0).At + Options.LookAgain, webhook.NextAttemptAt);
        Assert.False(WebhookRules.Waits(webhook, At(0)));
    }

    [Fact]
    public void A_run_that_began_elsewhere_changes_nothing()
    {
        var webhook = Fresh();

        Assert.Same(webhook, WebhookRules.Ran(webhook, Key, new WebhookRun(9, 17, 5, null), At(0), Options));
        var closed = WebhookRules.Close(webhook, At(0));
        Assert.Same(closed, WebhookRules.Ran(closed, Key, new WebhookRun(10, 17, 5, null), At(0), Options));
    }

    [Fact]
    public void What_came_before_the_failed_one_is_done_and_what_comes_after_waits()
    {
        var webhook = WebhookRules.Ran(Fresh(), Key, new WebhookRun(10, 12, 2, Failure(13)), At(0), Options);

        Assert.Equal((12, 2, 1, 1), (webhook.Cursor, webhook.Delivered, webhook.Attempts, webhook.Failures));
        Assert.True(WebhookRules.Waits(webhook, At(0)));
        Assert.Empty(webhook.Written.DeadLetters);
    }

    [Fact]
    public void Tries_double_up_to_the_longest_give_or_take_a_quarter() =>
        Gen.Select(Gen.Int[1, 200], Gen.Long[1, 1_000_000]).Sample((attempts, sequence) =>
        {
            var delay = WebhookRules.Delay(Key, $"n-{sequence}-0", attempts, Options).TotalSeconds;
            var plain = Math.Min(5 * Math.Pow(2, attempts - 1), 3600);

            Assert.InRange(delay, (plain * 0.75) - 0.001, plain * 1.25);
            Assert.Equal(delay, WebhookRules.Delay(Key, $"n-{sequence}-0", attempts, Options).TotalSeconds);
        });

    [Fact]
    public void Receivers_that_fell_together_do_not_come_back_together() =>
        Assert.True(Enumerable.Range(0, 100).Select(webhook => WebhookRules.Delay($"webhook-510304-centre-{webhook}", "n-1-0", 4, Options)).Distinct().Count() > 95);

    [Fact]
    public void A_receiver_may_ask_to_be_left_alone_but_not_longer_than_we_ever_wait()
    {
        var patient = WebhookRules.Ran(Fresh(), Key, Run(Failure(11) with { RetryAfter = TimeSpan.FromMinutes(9) }), At(0), Options);
        var endless = WebhookRules.Ran(Fresh(), Key, Run(Failure(11) with { RetryAfter = TimeSpan.FromDays(400) }), At(0), Options);

        Assert.Equal(At(9).At, patient.NextAttemptAt);
        Assert.Equal(At(60).At, endless.NextAttemptAt);
    }

    [Fact]
    public void The_last_try_is_at_the_end_of_the_span_and_then_it_is_a_dead_letter_and_the_agency_hears()
    {
        var (webhook, tries, at) = UntilGivenUp(Fresh(), 11);

        Assert.Equal(At(0).At + Options.Span, at);
        var dead = Assert.Single(webhook.Written.DeadLetters);
        Assert.Equal(("510304104-centre", 3, "n-11-0", 11, "status-500", tries), (dead.Agency, dead.Webhook, dead.NoticeId, dead.Sequence, dead.Reason, dead.Attempts));
        var notice = Assert.Single(webhook.Written.Notices);
        Assert.Equal(("510304104-centre", "delivery-failed", "overdue", $"{Key}-1-0"), (notice.Agency, notice.Kind, notice.Severity, notice.Id));
        Assert.Equal("""{"webhook":3,"host":"inbox.example.gov.cn","since":"2026-03-02"}""", notice.Payload);
        Assert.Equal((11, 0, 1), (webhook.Cursor, webhook.Attempts, webhook.DeadLetters));
        Assert.True(tries > 20, $"{tries}");
    }

    [Fact]
    public void The_notice_that_deliveries_fail_is_an_overdue_matter_of_the_catalogue()
    {
        var kind = Given.Law.Notices[WebhookRules.FailedKind];

        Assert.Equal("overdue", kind.Severity);
        Assert.NotNull(Given.Law.Notices.Severity("overdue")!.AcknowledgeRule);
    }

    [Fact]
    public void That_deliveries_fail_is_said_once_in_a_span_and_never_about_itself()
    {
        var (first, _, at) = UntilGivenUp(Fresh(), 11);
        var second = WebhookRules.Ran(first, Key, new WebhookRun(11, 11, 0, Failure(12)), new Moment(at.AddMinutes(1)), Options);
        var (itself, _, _) = UntilGivenUp(Fresh(), 11, WebhookRules.FailedKind);

        Assert.Single(second.Written.DeadLetters);
        Assert.Empty(second.Written.Notices);
        Assert.Single(itself.Written.DeadLetters);
        Assert.Empty(itself.Written.Notices);
    }

    [Fact]
    public void A_notice_that_came_late_gets_its_own_span()
    {
        var (webhook, _, at) = UntilGivenUp(Fresh(), 11);

        var late = WebhookRules.Ran(webhook, Key, new WebhookRun(11, 11, 0, Failure(12) with { ReceivedAt = at.AddMinutes(-1) }), new Moment(at.AddMinutes(1)), Options);

        Assert.Empty(late.Written.DeadLetters);
        Assert.Equal(1, late.Attempts);
    }

    [Fact]
    public void The_circuit_opens_after_failures_in_a_row_lets_one_through_in_a_while_and_closes_with_the_first_that_goes_well()
    {
        var webhook = Fresh();
        var now = At(0);
        for (var failure = 1; failure <= Options.CircuitFailures; failure++)
        {
            Assert.Equal("closed", WebhookRules.Circuit(webhook, now, Options));
            webhook = WebhookRules.Ran(webhook, Key, Run(Failure(11)), now, Options);
        }

        Assert.Equal("open", WebhookRules.Circuit(webhook, now, Options));
        Assert.True(webhook.NextAttemptAt - now.At >= Options.CircuitPause);
        Assert.Single(WebhookRules.Batch(webhook, Page(11, 12, 13), Options).Notices);
        now = new Moment(webhook.NextAttemptAt!.Value);
        Assert.Equal("half-open", WebhookRules.Circuit(webhook, now, Options));
        webhook = WebhookRules.Ran(webhook, Key, new WebhookRun(10, 11, 1, null), now, Options);
        Assert.Equal(("closed", 0, null), (WebhookRules.Circuit(webhook, now, Options), webhook.Failures, webhook.FailingSince));
    }

    [Fact]
    public void While_open_the_next_attempt_is_never_null_and_everything_is_delivered_or_a_dead_letter_in_order() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 9].Array[0, 400], Gen.Int[1, 30]).Sample((notices, luck, share) =>
        {
            var webhook = WebhookRules.Open(new WebhookOrder("https://inbox.example.gov.cn/", new WebhookFilter(), "whsec_", 0), At(0), Options);
            var now = At(0);
            var (done, turn) = (new List<long>(), 0);
            while (webhook.Cursor < notices)
            {
                Assert.NotNull(webhook.NextAttemptAt);
                if (WebhookRules.Waits(webhook, now))
                    now = new Moment(webhook.NextAttemptAt.Value);
                var (batch, upTo) = WebhookRules.Batch(webhook, Page([.. Enumerable.Range((int)webhook.Cursor + 1, notices - (int)webhook.Cursor).Select(place => (long)place)]), Options);
                var sent = batch.TakeWhile(_ => luck.Length > 0 && luck[turn++ % luck.Length] >= share % 10).Select(row => row.Sequence).ToArray();
                done.AddRange(sent);
                var failed = sent.Length < batch.Length ? Failure(batch[sent.Length].Sequence) : null;
                webhook = WebhookRules.Ran(
                    webhook, Key, new WebhookRun(webhook.Cursor, failed is null ? upTo : sent.LastOrDefault(webhook.Cursor), sent.Length, failed), now, Options);
                done.AddRange(webhook.Written.DeadLetters.Select(dead => dead.Sequence));
            }

            Assert.Equal(Enumerable.Range(1, notices).Select(place => (long)place), done);
        }, iter: 300);

    [Fact]
    public void Old_secrets_sign_beside_the_new_one_until_they_end()
    {
        var webhook = WebhookRules.Open(new WebhookOrder("https://inbox.example.gov.cn/", new WebhookFilter(), "whsec_1", 0), At(0), Options);

        webhook = WebhookRules.Rotate(webhook, "whsec_2", At(60).At, At(1));
        Assert.Equal(["whsec_2", "whsec_1"], WebhookRules.Secrets(webhook, At(59)));
        Assert.Equal(["whsec_2"], WebhookRules.Secrets(webhook, At(60)));

        webhook = WebhookRules.Rotate(webhook, "whsec_3", At(90).At, At(2));
        Assert.Equal(["whsec_3", "whsec_2", "whsec_1"], WebhookRules.Secrets(webhook, At(3)));
        Assert.Equal(["whsec_3", "whsec_2"], WebhookRules.Secrets(webhook, At(61)));

        Assert.Equal(["whsec_4", "whsec_3", "whsec_2"], WebhookRules.Secrets(WebhookRules.Rotate(webhook, "whsec_4", At(90).At, At(4)), At(5)));
        Assert.Equal(["whsec_4"], WebhookRules.Secrets(WebhookRules.Rotate(webhook, "whsec_4", At(4).At, At(4)), At(4)));
    }

    [Fact]
    public void Secrets_are_as_the_specification_wants_them_and_never_printed()
    {
        var secret = WebhookSignature.NewSecret();

        Assert.InRange(Convert.FromBase64String(secret[WebhookSignature.Prefix.Length..]).Length, 24, 64);
        Assert.NotEqual(secret, WebhookSignature.NewSecret());
        var state = WebhookRules.Open(new WebhookOrder("https://inbox.example.gov.cn/", new WebhookFilter(), secret, 0), At(0), Options);
        Assert.DoesNotContain(secret, $"{state} {state.Secrets[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_filter_passes_over_what_was_not_asked_for_and_the_cursor_with_it()
    {
        var webhook = Fresh() with { Filter = new WebhookFilter { Kinds = ["due"], AreaPrefix = "510304" } };
        ImmutableArray<InboxRow> page = [Row(11, "new-duty"), Row(12, "due"), Row(13, "due", area: "510311001"), Row(14, "due", area: null)];

        var (notices, upTo) = WebhookRules.Batch(webhook, page, Options);

        Assert.Equal([12L], notices.Select(row => row.Sequence));
        Assert.Equal(14, upTo);
    }

    [Theory]
    [InlineData("due", "", "", null, true)]
    [InlineData("merged|due", "overdue", "NEI", "5103", true)]
    [InlineData("merged", "", "", null, false)]
    [InlineData("", "info", "", null, false)]
    [InlineData("", "", "LAB", null, false)]
    [InlineData("", "", "", "510311", false)]
    public void A_notice_passes_when_every_list_lets_it(string kinds, string severities, string categories, string? area, bool passes)
    {
        var filter = new WebhookFilter { Kinds = List(kinds), Severities = List(severities), Categories = List(categories), AreaPrefix = area };

        Assert.Equal(passes, WebhookFilters.Passes(filter, Row(1, "due", severity: "overdue").Notice));
    }

    [Fact]
    public void What_people_wrote_stays_inside()
    {
        var row = Row(1, "declined");
        row = row with { Notice = row.Notice with { Payload = """{"reason":"张三电话13800000000","agency":"510304104-centre"}""" } };

        var data = System.Text.Json.JsonSerializer.Serialize(NoticeEvent.Of(row, Given.Law, null).Data);

        Assert.DoesNotContain("13800000000", data, StringComparison.Ordinal);
        Assert.DoesNotContain("{reason}", data, StringComparison.Ordinal);
        Assert.Contains("13800000000", NoticeWords.View(row, Given.Law).Text.Zh, StringComparison.Ordinal);
    }

    /// <summary>Without the facts that stay inside, every sentence is still whole.</summary>
    [Fact]
    public void Every_kind_can_be_said_outside() => Assert.All(
        Given.Law.Notices.Kinds.SelectMany(kind => (string[])[kind.Title.Zh, kind.Title.En, kind.Text.Zh, kind.Text.En]),
        template => Assert.DoesNotContain("—", SentenceTemplate.Fill(template, fact => NoticeWords.FactsForOutside.Contains(fact) ? "x" : null).Replace("——", "", StringComparison.Ordinal), StringComparison.Ordinal));

    private static (WebhookState Webhook, int Tries, DateTimeOffset At) UntilGivenUp(WebhookState webhook, long sequence, string kind = "due")
    {
        var (now, tries) = (At(0), 0);
        while (true)
        {
            webhook = WebhookRules.Ran(webhook, Key, new WebhookRun(webhook.Cursor, webhook.Cursor, 0, Failure(sequence) with { Kind = kind }), now, Options);
            tries++;
            if (!webhook.Written.DeadLetters.IsEmpty)
                return (webhook, tries, now.At);
            Assert.True(webhook.NextAttemptAt > now.At);
            now = new Moment(webhook.NextAttemptAt.Value);
        }
    }

    private static WebhookState Fresh() =>
        WebhookRules.Open(new WebhookOrder("https://inbox.example.gov.cn/x", new WebhookFilter(), "whsec_", 10), At(-5), Options);

    private static WebhookRun Run(FailedDelivery failed) => new(10, 10, 0, failed);

    private static FailedDelivery Failure(long sequence) => new($"n-{sequence}-0", sequence, "due", At(-10).At, "status-500", null);

    private static ImmutableArray<InboxRow> Page(params ImmutableArray<long> sequences) => [.. sequences.Select(sequence => Row(sequence, "due"))];

    private static InboxRow Row(long sequence, string kind, string severity = "overdue", string? area = "510304104218") => new(
        new NoticeRow($"51030420260000015-{sequence}-0", "510304104-centre", "51030420260000015", kind, severity, At(-10).At, "{}", area, "NEI"), sequence, At(-10).At, null, null, null);

    private static ImmutableArray<string> List(string text) => [.. text.Split('|', StringSplitOptions.RemoveEmptyEntries)];

    private static Moment At(double minutes) => new(Noon.AddMinutes(minutes));
}
