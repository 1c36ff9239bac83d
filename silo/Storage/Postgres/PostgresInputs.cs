using Npgsql;
using Suyuan.Audit;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>The rows of a batch, column by column; each row says to which write of the batch it belongs.</summary>
internal static class PostgresInputs
{
    private static readonly PostgresInput<StateWrite> States = new PostgresInput<StateWrite>("write_in", write => One(write))
        .With("state", "text", r => r.Identity.State)
        .With("key", "text", r => r.Identity.Key)
        .With("state_hash", "int", r => r.Identity.StateHash)
        .With("key_hash", "int", r => r.Identity.KeyHash)
        .With("expected", "int", r => r.Expected)
        .With("payload", "bytea", r => r.Payload)
        .With("claims", "text", r => r.Claims)
        .With("key_id", "text", r => r.KeyId);

    // A dispute's first write claims its number by its row; every other write changes the row.
    private static readonly PostgresInput<DisputeRow> NewDisputes = Dispute("dispute_new", claims: true);

    private static readonly PostgresInput<DisputeRow> Disputes = Dispute("dispute_in", claims: false);

    private static readonly PostgresInput<MatterRow> Matters = new PostgresInput<MatterRow>("matter_in", write => One(write.Rows.Matter))
        .With("number", "text", r => r.Number)
        .With("kind", "text", r => r.Kind)
        .With("shard", "int", r => StateWrite.Shard(r.Number))
        .With("area", "text", r => r.Area)
        .With("agency", "text", r => r.Agency)
        .With("category", "text", r => r.Category)
        .With("subject", "text", r => r.Subject)
        .With("status", "text", r => r.Status)
        .With("open", "boolean", r => r.Open)
        .With("title", "text", r => r.Title)
        .With("created_at", "timestamptz", r => r.CreatedAt.ToUniversalTime())
        .With("updated_at", "timestamptz", r => r.UpdatedAt.ToUniversalTime())
        .With("next_due_at", "timestamptz", r => r.NextDueAt?.ToUniversalTime())
        .With("next_wake_at", "timestamptz", r => r.NextWakeAt?.ToUniversalTime())
        .With("version", "int", r => r.Version)
        .With("data", "text", r => r.Data);

    private static readonly PostgresInput<ReceiptRow> Receipts = new PostgresInput<ReceiptRow>("receipt_in", write => One(write.Rows.Receipt))
        .With("number", "text", r => r.Number)
        .With("county", "text", r => r.County)
        .With("year", "int", r => r.Year)
        .With("sequence", "int", r => r.Sequence)
        .With("hash", "text", r => r.Hash)
        .With("at", "timestamptz", r => r.At.ToUniversalTime());

    private static readonly PostgresInput<EventRow> Events = new PostgresInput<EventRow>("event_in", write => write.Rows.Events)
        .With("number", "text", r => r.Number)
        .With("sequence", "int", r => r.Sequence)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("act", "text", r => r.Act)
        .With("actor_id", "text", r => r.ActorId)
        .With("actor_role", "text", r => r.ActorRole)
        .With("actor_agency", "text", r => r.ActorAgency)
        .With("from_stage", "text", r => r.FromStage)
        .With("to_stage", "text", r => r.ToStage)
        .With("basis", "text", r => r.Basis)
        .With("data", "text", r => r.Data)
        .With("previous_hash", "text", r => r.PreviousHash)
        .With("hash", "text", r => r.Hash);

    private static readonly PostgresInput<ClockRow> Clocks = new PostgresInput<ClockRow>("clock_in", write => write.Rows.Clocks)
        .With("number", "text", r => r.Number)
        .With("clock_id", "text", r => r.ClockId)
        .With("rule_id", "text", r => r.RuleId)
        .With("rule_version", "int", r => r.RuleVersion)
        .With("duty", "text", r => r.Duty)
        .With("holder", "text", r => r.Holder)
        .With("status", "text", r => r.Status)
        .With("started_at", "timestamptz", r => r.StartedAt.ToUniversalTime())
        .With("due_at", "timestamptz", r => r.DueAt?.ToUniversalTime())
        .With("ended_at", "timestamptz", r => r.EndedAt?.ToUniversalTime())
        .With("provisional", "boolean", r => r.Provisional)
        .With("calendar_version", "text", r => r.CalendarVersion)
        .With("adjusted", "text", r => r.Adjusted);

    private static readonly PostgresInput<ClockMoveRow> Moves = new PostgresInput<ClockMoveRow>("move_in", write => write.Rows.Moves)
        .With("edition", "bigint", r => r.Edition)
        .With("number", "text", r => r.Number)
        .With("clock_id", "text", r => r.ClockId)
        .With("rule_id", "text", r => r.RuleId)
        .With("old_due_at", "timestamptz", r => r.OldDueAt.ToUniversalTime())
        .With("new_due_at", "timestamptz", r => r.NewDueAt.ToUniversalTime())
        .With("at", "timestamptz", r => r.At.ToUniversalTime());

    private static readonly PostgresInput<LawChangeRow> LawChanges = new PostgresInput<LawChangeRow>("law_in", write => One(write.Rows.LawChange))
        .With("edition", "bigint", r => r.Edition)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("put_by", "text", r => r.By)
        .With("kind", "text", r => r.Kind)
        .With("key", "text", r => r.Key)
        .With("version", "text", r => r.Version)
        .With("content", "text", r => r.Content)
        .With("note", "text", r => r.Note);

    private static readonly PostgresInput<RungRow> Rungs = new PostgresInput<RungRow>("rung_in", write => write.Rows.Rungs)
        .With("number", "text", r => r.Number)
        .With("clock_id", "text", r => r.ClockId)
        .With("rung", "text", r => r.Rung)
        .With("due_at", "timestamptz", r => r.DueAt.ToUniversalTime())
        .With("fired_at", "timestamptz", r => r.FiredAt.ToUniversalTime())
        .With("cause", "text", r => r.Cause);

    private static readonly PostgresInput<NoticeRow> Notices = new PostgresInput<NoticeRow>("notice_in", write => write.Rows.Notices)
        .With("id", "text", r => r.Id)
        .With("agency", "text", r => r.Agency)
        .With("number", "text", r => r.Number)
        .With("kind", "text", r => r.Kind)
        .With("severity", "text", r => r.Severity)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("payload", "text", r => r.Payload)
        .With("area", "text", r => r.Area)
        .With("category", "text", r => r.Category);

    private static readonly PostgresInput<TakenRow> Taken = new PostgresInput<TakenRow>("taken_in", write => write.Rows.Taken)
        .With("id", "text", r => r.Id)
        .With("sequence", "bigint", r => r.Sequence)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("acknowledge_by", "timestamptz", r => r.AcknowledgeBy?.ToUniversalTime());

    private static readonly PostgresInput<AcknowledgedRow> Acknowledged = new PostgresInput<AcknowledgedRow>("acknowledged_in", write => write.Rows.Acknowledged)
        .With("id", "text", r => r.Id)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("by_whom", "text", r => r.By);

    private static readonly PostgresInput<ProfileRow> Profiles = new PostgresInput<ProfileRow>("profile_in", write => One(write.Rows.Profile))
        .With("agency", "text", r => r.Agency)
        .With("version", "int", r => r.Version)
        .With("points", "int", r => r.Points)
        .With("data", "text", r => r.Data);

    private static readonly PostgresInput<DeadLetterRow> DeadLetters = new PostgresInput<DeadLetterRow>("dead_letter_in", write => write.Rows.DeadLetters)
        .With("agency", "text", r => r.Agency)
        .With("webhook", "int", r => r.Webhook)
        .With("notice_id", "text", r => r.NoticeId)
        .With("sequence", "bigint", r => r.Sequence)
        .With("kind", "text", r => r.Kind)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("reason", "text", r => r.Reason)
        .With("attempts", "int", r => r.Attempts);

    private static readonly PostgresInput<RedeliveredRow> Redelivered = new PostgresInput<RedeliveredRow>("redelivered_in", write => write.Rows.Redelivered)
        .With("agency", "text", r => r.Agency)
        .With("webhook", "int", r => r.Webhook)
        .With("sequence", "bigint", r => r.Sequence)
        .With("at", "timestamptz", r => r.At.ToUniversalTime());

    private static readonly PostgresInput<RedWarningRow> RedWarnings = new PostgresInput<RedWarningRow>("red_warning_in", write => write.Rows.RedWarnings)
        .With("number", "text", r => r.Number)
        .With("warning", "text", r => r.Warning)
        .With("at", "timestamptz", r => r.At.ToUniversalTime());

    private static readonly PostgresInput<ClosingRow> Closings = new PostgresInput<ClosingRow>("closing_in", write => One(write.Rows.Closing))
        .With("number", "text", r => r.Number)
        .With("area", "text", r => r.Area)
        .With("closed_at", "timestamptz", r => r.ClosedAt.ToUniversalTime())
        .With("suspended_days", "int", r => r.SuspendedDays)
        .With("contacts", "int", r => r.Contacts)
        .With("sessions", "int", r => r.Sessions)
        .With("places", "int", r => r.Places)
        .With("cost_fen", "bigint", r => r.CostFen)
        .With("legal_aid", "boolean", r => r.LegalAid);

    private static readonly PostgresInput<MarkRow> Marks = new PostgresInput<MarkRow>("mark_in", write => One(write.Rows.Mark))
        .With("number", "text", r => r.Number)
        .With("area", "text", r => r.Area)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("subject", "text", r => r.Subject)
        .With("people", "int", r => r.People)
        .With("parties", "text", r => r.Parties)
        .With("words", "text", r => r.Words);

    private static readonly PostgresInput<PartyKeyRow> PartyKeys = new PostgresInput<PartyKeyRow>("party_key_in", write => write.Rows.PartyKeys)
        .With("number", "text", r => r.Number)
        .With("hash", "text", r => r.Value);

    private static readonly PostgresInput<StateWrite> Erasures = new PostgresInput<StateWrite>("erasure_in", write => write.Rows.Erasure is null ? [] : One(write))
        .With("number", "text", r => r.Rows.Erasure!.Number)
        .With("kept", "text", r => string.Join(' ', r.Rows.PartyKeys.Select(key => key.Value)));

    private static readonly PostgresInput<ErasedStepRow> ErasedSteps = new PostgresInput<ErasedStepRow>("erased_step_in", write => write.Rows.Erasure is { } erasure ? erasure.Steps : [])
        .With("number", "text", r => r.Number)
        .With("sequence", "int", r => r.Sequence)
        .With("data", "text", r => r.Data)
        .With("data_hash", "text", r => r.DataHash);

    private static readonly PostgresInput<SealRow> Seals = new PostgresInput<SealRow>("seal_in", write => One(write.Rows.Seal))
        .With("county", "text", r => r.County)
        .With("number", "int", r => r.Number)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("count", "int", r => r.Count)
        .With("merkle_root", "text", r => r.MerkleRoot)
        .With("previous_hash", "text", r => r.PreviousHash)
        .With("hash", "text", r => r.Hash)
        .With("audited", "bigint", r => r.Audited)
        .With("audit_hash", "text", r => r.AuditHash);

    private static readonly PostgresInput<AuditLine> Audit = new PostgresInput<AuditLine>("audit_in", write => write.Rows.Audit)
        .With("county", "text", r => r.County)
        .With("sequence", "bigint", r => r.Sequence)
        .With("at", "timestamptz", r => r.At.ToUniversalTime())
        .With("actor", "text", r => r.Actor)
        .With("role", "text", r => r.Role)
        .With("agency", "text", r => r.Agency)
        .With("actor_area", "text", r => r.ActorArea)
        .With("permission", "text", r => r.Permission)
        .With("address", "text", r => r.Address)
        .With("target", "text", r => r.Target)
        .With("area", "text", r => r.Area)
        .With("asked", "text", r => r.Asked)
        .With("status", "int", r => r.Status)
        .With("code", "text", r => r.Code)
        .With("reason", "text", r => r.Reason)
        .With("come_from", "text", r => r.From)
        .With("trace", "text", r => r.Trace)
        .With("times", "int", r => r.Times)
        .With("hash", "text", r => r.Hash);

    private static readonly PostgresInput<(SealRow Seal, SealedReceipt Row)> Sealed =
        new PostgresInput<(SealRow Seal, SealedReceipt Row)>("sealed_in", write => write.Rows.Seal is { } seal ? seal.Receipts.Select(receipt => (seal, receipt)) : [])
                .With("county", "text", r => r.Seal.County)
            .With("seal_number", "int", r => r.Seal.Number)
            .With("number", "text", r => r.Row.Number)
            .With("position", "int", r => r.Row.Position);

    private static readonly PostgresInput<StateWrite> Wakes = new PostgresInput<StateWrite>("wake_in", write => write.Rows.Wake is null ? [] : One(write))
        .With("grain", "text", r => r.GrainName)
        .With("grain_hash", "int", r => r.GrainHash)
        .With("at", "timestamptz", r => r.Rows.Wake!.At?.ToUniversalTime());

    /// <summary>Every input, in the order in which they are bound and declared; its place here is its bit.</summary>
    private static readonly PostgresInput[] All =
    [
        States, NewDisputes, Disputes, Receipts, Events, Clocks, Rungs, Moves, LawChanges, Notices, Taken, Acknowledged, Profiles, DeadLetters, Redelivered,
        Matters, Marks, RedWarnings, Closings, Erasures, ErasedSteps, Audit, Seals, Sealed, Wakes, PartyKeys,
    ];

    /// <summary>The bit of the input that a step writes.</summary>
    public static uint Bit(string name) => Array.FindIndex(All, input => input.Name == name) is >= 0 and var place
        ? 1u << place
        : throw new ArgumentException($"No input is called {name}.");

    /// <summary>The <c>with</c> clause that names the inputs of these bits.</summary>
    public static string Declare(uint mask, int next)
    {
        var declared = new List<string>();
        for (var input = 0; input < All.Length; input++)
        {
            if ((mask & (1u << input)) != 0)
                declared.Add(All[input].Declare(ref next));
        }

        return string.Join(",\n", declared);
    }

    /// <summary>Binds what the batch has, in the order of <see cref="Declare"/>.</summary>
    /// <returns>The bits of what was bound.</returns>
    public static uint Bind(NpgsqlParameterCollection parameters, IReadOnlyList<StateWrite> batch)
    {
        var mask = 0u;
        for (var input = 0; input < All.Length; input++)
        {
            if (All[input].Bind(parameters, batch))
                mask |= 1u << input;
        }

        return mask;
    }

    private static PostgresInput<DisputeRow> Dispute(string name, bool claims) => new PostgresInput<DisputeRow>(name, write => claims == (write.Claims is not null) ? One(write.Rows.Dispute) : [])
        .With("number", "text", r => r.Number)
        .With("shard", "int", r => StateWrite.Shard(r.Number))
        .With("area", "text", r => r.Area)
        .With("category", "text", r => r.Category)
        .With("channel", "text", r => r.Channel)
        .With("stage", "text", r => r.Stage)
        .With("standing", "text", r => r.Standing)
        .With("lead", "text", r => r.Lead)
        .With("mediator", "text", r => r.Mediator)
        .With("watch", "text", r => r.Watch)
        .With("title", "text", r => r.Title)
        .With("source", "text", r => r.Source)
        .With("registered_at", "timestamptz", r => r.RegisteredAt.ToUniversalTime())
        .With("updated_at", "timestamptz", r => r.UpdatedAt.ToUniversalTime())
        .With("closed_at", "timestamptz", r => r.ClosedAt?.ToUniversalTime())
        .With("next_due_at", "timestamptz", r => r.NextDueAt?.ToUniversalTime())
        .With("next_wake_at", "timestamptz", r => r.NextWakeAt?.ToUniversalTime())
        .With("merged_into", "text", r => r.MergedInto)
        .With("version", "int", r => r.Version)
        .With("idempotency_key", "text", r => r.IdempotencyKey)
        .With("fingerprint", "text", r => r.Fingerprint)
        .With("steps", "int", r => r.Steps)
        .With("last_hash", "text", r => r.LastHash)
        .With("settled_at", "text", r => r.SettledAt)
        .With("reopened", "int", r => r.Reopened)
        .With("returns", "int", r => r.Returns)
        .With("contested", "boolean", r => r.Contested)
        .With("next_visit_at", "timestamptz", r => r.NextVisitAt?.ToUniversalTime())
        .With("others", "text", r => r.Others)
        .With("restricted", "boolean", r => r.Restricted)
        .With("erase_at", "timestamptz", r => r.EraseAt?.ToUniversalTime())
        .With("erase_rule", "text", r => r.EraseRule)
        .With("held", "boolean", r => r.Held)
        .With("uncounted", "boolean", r => r.Uncounted)
        .With("title_key", "text", r => r.TitleKey);

    private static T[] One<T>(T? row)
        where T : class =>
        row is null ? [] : [row];
}
