using Npgsql;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>The rows of a batch, column by column; each row says to which write of the batch it belongs.</summary>
internal static class PostgresInputs
{
    private static readonly PostgresInput<(int Item, StateWrite Row)> States = new PostgresInput<(int Item, StateWrite Row)>("item")
        .With("ord", "int", r => r.Item)
        .With("state", "text", r => r.Row.Identity.State)
        .With("key", "text", r => r.Row.Identity.Key)
        .With("state_hash", "int", r => r.Row.Identity.StateHash)
        .With("key_hash", "int", r => r.Row.Identity.KeyHash)
        .With("expected", "int", r => r.Row.Expected)
        .With("payload", "bytea", r => r.Row.Payload)
        .With("claims", "text", r => r.Row.Claims);

    private static readonly PostgresInput<(int Item, DisputeRow Row)> Disputes = new PostgresInput<(int Item, DisputeRow Row)>("dispute_in")
        .With("item", "int", r => r.Item)
        .With("number", "text", r => r.Row.Number)
        .With("shard", "int", r => StateWrite.Shard(r.Row.Number))
        .With("area", "text", r => r.Row.Area)
        .With("category", "text", r => r.Row.Category)
        .With("channel", "text", r => r.Row.Channel)
        .With("stage", "text", r => r.Row.Stage)
        .With("standing", "text", r => r.Row.Standing)
        .With("lead", "text", r => r.Row.Lead)
        .With("mediator", "text", r => r.Row.Mediator)
        .With("watch", "text", r => r.Row.Watch)
        .With("title", "text", r => r.Row.Title)
        .With("source", "text", r => r.Row.Source)
        .With("registered_at", "timestamptz", r => r.Row.RegisteredAt.ToUniversalTime())
        .With("updated_at", "timestamptz", r => r.Row.UpdatedAt.ToUniversalTime())
        .With("closed_at", "timestamptz", r => r.Row.ClosedAt?.ToUniversalTime())
        .With("next_due_at", "timestamptz", r => r.Row.NextDueAt?.ToUniversalTime())
        .With("next_wake_at", "timestamptz", r => r.Row.NextWakeAt?.ToUniversalTime())
        .With("merged_into", "text", r => r.Row.MergedInto)
        .With("version", "int", r => r.Row.Version)
        .With("idempotency_key", "text", r => r.Row.IdempotencyKey)
        .With("fingerprint", "text", r => r.Row.Fingerprint)
        .With("steps", "int", r => r.Row.Steps)
        .With("last_hash", "text", r => r.Row.LastHash)
        .With("settled_at", "text", r => r.Row.SettledAt)
        .With("reopened", "int", r => r.Row.Reopened)
        .With("returns", "int", r => r.Row.Returns)
        .With("contested", "boolean", r => r.Row.Contested)
        .With("next_visit_at", "timestamptz", r => r.Row.NextVisitAt?.ToUniversalTime());

    private static readonly PostgresInput<(int Item, MatterRow Row)> Matters = new PostgresInput<(int Item, MatterRow Row)>("matter_in")
        .With("item", "int", r => r.Item)
        .With("number", "text", r => r.Row.Number)
        .With("kind", "text", r => r.Row.Kind)
        .With("shard", "int", r => StateWrite.Shard(r.Row.Number))
        .With("area", "text", r => r.Row.Area)
        .With("agency", "text", r => r.Row.Agency)
        .With("category", "text", r => r.Row.Category)
        .With("subject", "text", r => r.Row.Subject)
        .With("status", "text", r => r.Row.Status)
        .With("open", "boolean", r => r.Row.Open)
        .With("title", "text", r => r.Row.Title)
        .With("created_at", "timestamptz", r => r.Row.CreatedAt.ToUniversalTime())
        .With("updated_at", "timestamptz", r => r.Row.UpdatedAt.ToUniversalTime())
        .With("next_due_at", "timestamptz", r => r.Row.NextDueAt?.ToUniversalTime())
        .With("next_wake_at", "timestamptz", r => r.Row.NextWakeAt?.ToUniversalTime())
        .With("version", "int", r => r.Row.Version)
        .With("data", "text", r => r.Row.Data);

    private static readonly PostgresInput<(int Item, ReceiptRow Row)> Receipts = new PostgresInput<(int Item, ReceiptRow Row)>("receipt_in")
        .With("item", "int", r => r.Item)
        .With("number", "text", r => r.Row.Number)
        .With("county", "text", r => r.Row.County)
        .With("year", "int", r => r.Row.Year)
        .With("sequence", "int", r => r.Row.Sequence)
        .With("hash", "text", r => r.Row.Hash)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime());

    private static readonly PostgresInput<(int Item, EventRow Row)> Events = new PostgresInput<(int Item, EventRow Row)>("event_in")
        .With("item", "int", r => r.Item)
        .With("number", "text", r => r.Row.Number)
        .With("sequence", "int", r => r.Row.Sequence)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("act", "text", r => r.Row.Act)
        .With("actor_id", "text", r => r.Row.ActorId)
        .With("actor_role", "text", r => r.Row.ActorRole)
        .With("actor_agency", "text", r => r.Row.ActorAgency)
        .With("from_stage", "text", r => r.Row.FromStage)
        .With("to_stage", "text", r => r.Row.ToStage)
        .With("basis", "text", r => r.Row.Basis)
        .With("data", "text", r => r.Row.Data)
        .With("previous_hash", "text", r => r.Row.PreviousHash)
        .With("hash", "text", r => r.Row.Hash);

    private static readonly PostgresInput<(int Item, ClockRow Row)> Clocks = new PostgresInput<(int Item, ClockRow Row)>("clock_in")
        .With("item", "int", r => r.Item)
        .With("number", "text", r => r.Row.Number)
        .With("clock_id", "text", r => r.Row.ClockId)
        .With("rule_id", "text", r => r.Row.RuleId)
        .With("rule_version", "int", r => r.Row.RuleVersion)
        .With("duty", "text", r => r.Row.Duty)
        .With("holder", "text", r => r.Row.Holder)
        .With("status", "text", r => r.Row.Status)
        .With("started_at", "timestamptz", r => r.Row.StartedAt.ToUniversalTime())
        .With("due_at", "timestamptz", r => r.Row.DueAt?.ToUniversalTime())
        .With("ended_at", "timestamptz", r => r.Row.EndedAt?.ToUniversalTime())
        .With("provisional", "boolean", r => r.Row.Provisional)
        .With("calendar_version", "text", r => r.Row.CalendarVersion)
        .With("adjusted", "text", r => r.Row.Adjusted);

    private static readonly PostgresInput<(int Item, ClockMoveRow Row)> Moves = new PostgresInput<(int Item, ClockMoveRow Row)>("move_in")
        .With("item", "int", r => r.Item)
        .With("edition", "bigint", r => r.Row.Edition)
        .With("number", "text", r => r.Row.Number)
        .With("clock_id", "text", r => r.Row.ClockId)
        .With("rule_id", "text", r => r.Row.RuleId)
        .With("old_due_at", "timestamptz", r => r.Row.OldDueAt.ToUniversalTime())
        .With("new_due_at", "timestamptz", r => r.Row.NewDueAt.ToUniversalTime())
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime());

    private static readonly PostgresInput<(int Item, LawChangeRow Row)> LawChanges = new PostgresInput<(int Item, LawChangeRow Row)>("law_in")
        .With("item", "int", r => r.Item)
        .With("edition", "bigint", r => r.Row.Edition)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("put_by", "text", r => r.Row.By)
        .With("kind", "text", r => r.Row.Kind)
        .With("key", "text", r => r.Row.Key)
        .With("version", "text", r => r.Row.Version)
        .With("content", "text", r => r.Row.Content)
        .With("note", "text", r => r.Row.Note);

    private static readonly PostgresInput<(int Item, RungRow Row)> Rungs = new PostgresInput<(int Item, RungRow Row)>("rung_in")
        .With("item", "int", r => r.Item)
        .With("number", "text", r => r.Row.Number)
        .With("clock_id", "text", r => r.Row.ClockId)
        .With("rung", "text", r => r.Row.Rung)
        .With("due_at", "timestamptz", r => r.Row.DueAt.ToUniversalTime())
        .With("fired_at", "timestamptz", r => r.Row.FiredAt.ToUniversalTime())
        .With("cause", "text", r => r.Row.Cause);

    private static readonly PostgresInput<(int Item, NoticeRow Row)> Notices = new PostgresInput<(int Item, NoticeRow Row)>("notice_in")
        .With("item", "int", r => r.Item)
        .With("id", "text", r => r.Row.Id)
        .With("agency", "text", r => r.Row.Agency)
        .With("number", "text", r => r.Row.Number)
        .With("kind", "text", r => r.Row.Kind)
        .With("severity", "text", r => r.Row.Severity)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("payload", "text", r => r.Row.Payload)
        .With("area", "text", r => r.Row.Area)
        .With("category", "text", r => r.Row.Category);

    private static readonly PostgresInput<(int Item, TakenRow Row)> Taken = new PostgresInput<(int Item, TakenRow Row)>("taken_in")
        .With("item", "int", r => r.Item)
        .With("id", "text", r => r.Row.Id)
        .With("sequence", "bigint", r => r.Row.Sequence)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("acknowledge_by", "timestamptz", r => r.Row.AcknowledgeBy?.ToUniversalTime());

    private static readonly PostgresInput<(int Item, AcknowledgedRow Row)> Acknowledged = new PostgresInput<(int Item, AcknowledgedRow Row)>("acknowledged_in")
        .With("item", "int", r => r.Item)
        .With("id", "text", r => r.Row.Id)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("by_whom", "text", r => r.Row.By);

    private static readonly PostgresInput<(int Item, ProfileRow Row)> Profiles = new PostgresInput<(int Item, ProfileRow Row)>("profile_in")
        .With("item", "int", r => r.Item)
        .With("agency", "text", r => r.Row.Agency)
        .With("version", "int", r => r.Row.Version)
        .With("points", "int", r => r.Row.Points)
        .With("data", "text", r => r.Row.Data);

    private static readonly PostgresInput<(int Item, DeadLetterRow Row)> DeadLetters = new PostgresInput<(int Item, DeadLetterRow Row)>("dead_letter_in")
        .With("item", "int", r => r.Item)
        .With("agency", "text", r => r.Row.Agency)
        .With("webhook", "int", r => r.Row.Webhook)
        .With("notice_id", "text", r => r.Row.NoticeId)
        .With("sequence", "bigint", r => r.Row.Sequence)
        .With("kind", "text", r => r.Row.Kind)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("reason", "text", r => r.Row.Reason)
        .With("attempts", "int", r => r.Row.Attempts);

    private static readonly PostgresInput<(int Item, RedeliveredRow Row)> Redelivered = new PostgresInput<(int Item, RedeliveredRow Row)>("redelivered_in")
        .With("item", "int", r => r.Item)
        .With("agency", "text", r => r.Row.Agency)
        .With("webhook", "int", r => r.Row.Webhook)
        .With("sequence", "bigint", r => r.Row.Sequence)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime());

    private static readonly PostgresInput<(int Item, MarkRow Row)> Marks = new PostgresInput<(int Item, MarkRow Row)>("mark_in")
        .With("item", "int", r => r.Item)
        .With("number", "text", r => r.Row.Number)
        .With("area", "text", r => r.Row.Area)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("subject", "text", r => r.Row.Subject)
        .With("people", "int", r => r.Row.People)
        .With("parties", "text", r => r.Row.Parties)
        .With("words", "text", r => r.Row.Words);

    private static readonly PostgresInput<(int Item, SealRow Row)> Seals = new PostgresInput<(int Item, SealRow Row)>("seal_in")
        .With("item", "int", r => r.Item)
        .With("county", "text", r => r.Row.County)
        .With("number", "int", r => r.Row.Number)
        .With("at", "timestamptz", r => r.Row.At.ToUniversalTime())
        .With("count", "int", r => r.Row.Count)
        .With("merkle_root", "text", r => r.Row.MerkleRoot)
        .With("previous_hash", "text", r => r.Row.PreviousHash)
        .With("hash", "text", r => r.Row.Hash);

    private static readonly PostgresInput<(int Item, SealRow Seal, SealedReceipt Row)> Sealed =
        new PostgresInput<(int Item, SealRow Seal, SealedReceipt Row)>("sealed_in")
            .With("item", "int", r => r.Item)
            .With("county", "text", r => r.Seal.County)
            .With("seal_number", "int", r => r.Seal.Number)
            .With("number", "text", r => r.Row.Number)
            .With("position", "int", r => r.Row.Position);

    private static readonly PostgresInput<(int Item, StateWrite Row)> Wakes = new PostgresInput<(int Item, StateWrite Row)>("wake_in")
        .With("item", "int", r => r.Item)
        .With("grain", "text", r => r.Row.GrainName)
        .With("grain_hash", "int", r => r.Row.GrainHash)
        .With("at", "timestamptz", r => r.Row.Rows.Wake!.At?.ToUniversalTime());

    /// <summary>The <c>with</c> clause that names all inputs.</summary>
    public static string Declare(int next) => string.Join(
        ",\n",
        States.Declare(ref next), Disputes.Declare(ref next), Receipts.Declare(ref next), Events.Declare(ref next), Clocks.Declare(ref next),
        Rungs.Declare(ref next), Moves.Declare(ref next), LawChanges.Declare(ref next), Notices.Declare(ref next), Taken.Declare(ref next),
        Acknowledged.Declare(ref next), Profiles.Declare(ref next), DeadLetters.Declare(ref next), Redelivered.Declare(ref next),
        Matters.Declare(ref next), Marks.Declare(ref next), Seals.Declare(ref next), Sealed.Declare(ref next), Wakes.Declare(ref next));

    /// <summary>The arrays, in the order of <see cref="Declare"/>.</summary>
    public static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<StateWrite> batch)
    {
        var items = batch.Select((write, i) => (Item: i, Row: write)).ToList();
        States.Bind(parameters, items);
        Disputes.Bind(parameters, Some(items, w => w.Rows.Dispute));
        Receipts.Bind(parameters, Some(items, w => w.Rows.Receipt));
        Events.Bind(parameters, Many(items, w => w.Rows.Events));
        Clocks.Bind(parameters, Many(items, w => w.Rows.Clocks));
        Rungs.Bind(parameters, Many(items, w => w.Rows.Rungs));
        Moves.Bind(parameters, Many(items, w => w.Rows.Moves));
        LawChanges.Bind(parameters, Some(items, w => w.Rows.LawChange));
        Notices.Bind(parameters, Many(items, w => w.Rows.Notices));
        Taken.Bind(parameters, Many(items, w => w.Rows.Taken));
        Acknowledged.Bind(parameters, Many(items, w => w.Rows.Acknowledged));
        Profiles.Bind(parameters, Some(items, w => w.Rows.Profile));
        DeadLetters.Bind(parameters, Many(items, w => w.Rows.DeadLetters));
        Redelivered.Bind(parameters, Many(items, w => w.Rows.Redelivered));
        Matters.Bind(parameters, Some(items, w => w.Rows.Matter));
        Marks.Bind(parameters, Some(items, w => w.Rows.Mark));
        var seals = Some(items, w => w.Rows.Seal);
        Seals.Bind(parameters, seals);
        Sealed.Bind(parameters, [.. seals.SelectMany(s => s.Row.Receipts, (s, receipt) => (s.Item, s.Row, receipt))]);
        Wakes.Bind(parameters, items.FindAll(i => i.Row.Rows.Wake is not null));
    }

    private static List<(int Item, T Row)> Some<T>(List<(int Item, StateWrite Row)> items, Func<StateWrite, T?> row)
        where T : class =>
        [.. from i in items let found = row(i.Row) where found is not null select (i.Item, found)];

    private static List<(int Item, T Row)> Many<T>(List<(int Item, StateWrite Row)> items, Func<StateWrite, IEnumerable<T>> rows) =>
        [.. items.SelectMany(i => rows(i.Row), (i, row) => (i.Item, row))];
}
