using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>The prepared statements of the one writing connection, and how a write runs through them.</summary>
internal sealed class SqliteStatements(SqliteConnection connection, string serviceId, TimeSpan retryPeriod) : IDisposable
{
    private readonly SqliteStatement _insertState = new(connection, SqliteSql.InsertState, 7);
    private readonly SqliteStatement _updateState = new(connection, SqliteSql.UpdateState, 8);
    private readonly SqliteStatement _claimDispute = new(connection, SqliteSql.ClaimDispute, 35);
    private readonly SqliteStatement _upsertDispute = new(connection, SqliteSql.UpsertDispute, 35);
    private readonly SqliteStatement _insertReceipt = new(connection, SqliteSql.InsertReceipt, 6);
    private readonly SqliteStatement _insertEvent = new(connection, SqliteSql.InsertEvent, 13);
    private readonly SqliteStatement _eraseStep = new(connection, SqliteSql.EraseStep, 4);
    private readonly SqliteStatement _eraseMark = new(connection, SqliteSql.EraseMark, 1);
    private readonly SqliteStatement _erasePartyKeys = new(connection, SqliteSql.ErasePartyKeys, 2);
    private readonly SqliteStatement _eraseNotices = new(connection, SqliteSql.EraseNotices, 1);
    private readonly SqliteStatement _upsertClock = new(connection, SqliteSql.UpsertClock, 13);
    private readonly SqliteStatement _insertRung = new(connection, SqliteSql.InsertRung, 6);
    private readonly SqliteStatement _insertMove = new(connection, SqliteSql.InsertMove, 7);
    private readonly SqliteStatement _insertLawChange = new(connection, SqliteSql.InsertLawChange, 8);
    private readonly SqliteStatement _insertNotice = new(connection, SqliteSql.InsertNotice, 9);
    private readonly SqliteStatement _takeNotice = new(connection, SqliteSql.TakeNotice, 4);
    private readonly SqliteStatement _acknowledgeNotice = new(connection, SqliteSql.AcknowledgeNotice, 3);
    private readonly SqliteStatement _upsertProfile = new(connection, SqliteSql.UpsertProfile, 4);
    private readonly SqliteStatement _upsertMatter = new(connection, SqliteSql.UpsertMatter, 16);
    private readonly SqliteStatement _insertPartyKey = new(connection, SqliteSql.InsertPartyKey, 2);
    private readonly SqliteStatement _insertMark = new(connection, SqliteSql.InsertMark, 7);
    private readonly SqliteStatement _insertRedWarning = new(connection, SqliteSql.InsertRedWarning, 3);
    private readonly SqliteStatement _upsertClosing = new(connection, SqliteSql.UpsertClosing, 9);
    private readonly SqliteStatement _insertDeadLetter = new(connection, SqliteSql.InsertDeadLetter, 8);
    private readonly SqliteStatement _redeliver = new(connection, SqliteSql.RedeliverDeadLetter, 4);
    private readonly SqliteStatement _insertSeal = new(connection, SqliteSql.InsertSeal, 9);
    private readonly SqliteStatement _insertAudit = new(connection, SqliteSql.InsertAudit, 19);
    private readonly SqliteStatement _sealReceipt = new(connection, SqliteSql.SealReceipt, 4);
    private readonly SqliteStatement _upsertReminder = new(connection, SqliteSql.UpsertReminder, 6);
    private readonly SqliteStatement _deleteReminder = new(connection, SqliteSql.DeleteReminder, 3);
    private readonly SqliteStatement _begin = new(connection, "begin immediate", 0);
    private readonly SqliteStatement _commit = new(connection, "commit", 0);
    private readonly SqliteStatement _savepoint = new(connection, "savepoint one_write", 0);
    private readonly SqliteStatement _release = new(connection, "release one_write", 0);
    private readonly SqliteStatement _undo = new(connection, "rollback to one_write", 0);

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Savepoint() => _savepoint.Run();

    public void Release() => _release.Run();

    public void Undo()
    {
        _undo.Run();
        _release.Run();
    }

    /// <returns>False when another writer was first; what has been done so far must then be undone.</returns>
    public bool Write(StateWrite write)
    {
        var rows = write.Rows;
        if (write.Claims is not null && Put(_claimDispute, rows.Dispute!) is 0)
            return false;
        if (PutState(write) is 0)
            return false;
        if (write.Claims is null && rows.Dispute is { } dispute)
            Put(_upsertDispute, dispute);
        if (rows.Receipt is { } receipt)
            _insertReceipt.Run(receipt.Number, receipt.County, receipt.Year, receipt.Sequence, receipt.Hash, SqliteInstant.From(receipt.At));
        if (rows.Mark is { } m)
            _insertMark.Run(m.Number, m.Area, SqliteInstant.From(m.At), m.Subject, m.People, m.Parties, m.Words);
        foreach (var party in rows.PartyKeys)
            _insertPartyKey.Run(party.Number, party.Value);
        foreach (var warning in rows.RedWarnings)
            _insertRedWarning.Run(warning.Number, warning.Warning, SqliteInstant.From(warning.At));
        if (rows.Closing is { } c)
            _upsertClosing.Run(c.Number, c.Area, SqliteInstant.From(c.ClosedAt), c.SuspendedDays, c.Contacts, c.Sessions, c.Places, c.CostFen, c.LegalAid);
        if (rows.Matter is { } matter)
            Put(matter);
        // Before the history: what this write itself says and tells stays.
        if (rows.Erasure is { } erasure)
            Erase(erasure, rows.PartyKeys);
        PutHistory(rows);
        PutInbox(rows);
        foreach (var a in rows.Audit)
            _insertAudit.Run(
                a.County, a.Sequence, SqliteInstant.From(a.At), a.Actor, a.Role, a.Agency, a.ActorArea, a.Permission, a.Address, a.Target, a.Area, a.Asked, a.Status,
                a.Code, a.Reason, a.From, a.Trace, a.Times, a.Hash);
        if (rows.Seal is { } seal)
            Put(seal);
        if (rows.Wake is { } wake)
            Put(write, wake);
        return true;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)
            [
                _insertState, _updateState, _claimDispute, _upsertDispute, _insertReceipt, _insertEvent, _eraseStep, _eraseMark, _erasePartyKeys, _eraseNotices, _upsertClock, _insertRung,
                _insertMove, _insertLawChange, _insertNotice, _takeNotice, _acknowledgeNotice, _upsertProfile, _upsertMatter, _insertMark, _insertRedWarning,
                _upsertClosing, _insertPartyKey,
                _insertDeadLetter, _redeliver,
                _insertAudit, _insertSeal, _sealReceipt, _upsertReminder, _deleteReminder, _begin, _commit, _savepoint, _release, _undo,
            ])
            statement.Dispose();
    }

    private int PutState(StateWrite write)
    {
        var (state, key, stateHash, keyHash) = write.Identity;
        return write.Expected is 0
            ? _insertState.Run(keyHash, stateHash, state, key, serviceId, write.Payload, write.KeyId)
            : _updateState.Run(keyHash, stateHash, state, key, serviceId, write.Payload, write.Expected, write.KeyId);
    }

    private static int Put(SqliteStatement statement, DisputeRow d) => statement.Run(
        d.Number, StateWrite.Shard(d.Number), d.Area, d.Category, d.Channel, d.Stage, d.Standing, d.Lead, d.Mediator, d.Watch, d.Title, d.Source,
        SqliteInstant.From(d.RegisteredAt), SqliteInstant.From(d.UpdatedAt), SqliteInstant.From(d.ClosedAt), SqliteInstant.From(d.NextDueAt),
        SqliteInstant.From(d.NextWakeAt), d.MergedInto, d.Version, d.IdempotencyKey, d.Fingerprint, d.Steps, d.LastHash, d.SettledAt,
        d.Reopened, d.Returns, d.Contested, SqliteInstant.From(d.NextVisitAt), d.Others, d.Restricted,
        SqliteInstant.From(d.EraseAt), d.EraseRule, d.Held, d.Uncounted, d.TitleKey);

    private void Put(MatterRow m) => _upsertMatter.Run(
        m.Number, m.Kind, StateWrite.Shard(m.Number), m.Area, m.Agency, m.Category, m.Subject, m.Status, m.Open, m.Title, SqliteInstant.From(m.CreatedAt),
        SqliteInstant.From(m.UpdatedAt), SqliteInstant.From(m.NextDueAt), SqliteInstant.From(m.NextWakeAt), m.Version, m.Data);

    private void PutHistory(ProjectedRows rows)
    {
        foreach (var e in rows.Events)
            _insertEvent.Run(
                e.Number, e.Sequence, SqliteInstant.From(e.At), e.Act, e.ActorId, e.ActorRole, e.ActorAgency, e.FromStage, e.ToStage, e.Basis, e.Data,
                e.PreviousHash, e.Hash);
        foreach (var c in rows.Clocks)
            _upsertClock.Run(
                c.Number, c.ClockId, c.RuleId, c.RuleVersion, c.Duty, c.Holder, c.Status, SqliteInstant.From(c.StartedAt), SqliteInstant.From(c.DueAt),
                SqliteInstant.From(c.EndedAt), c.Provisional, c.CalendarVersion, c.Adjusted);
        foreach (var r in rows.Rungs)
            _insertRung.Run(r.Number, r.ClockId, r.Rung, SqliteInstant.From(r.DueAt), SqliteInstant.From(r.FiredAt), r.Cause);
        foreach (var m in rows.Moves)
            _insertMove.Run(
                m.Edition, m.Number, m.ClockId, m.RuleId, SqliteInstant.From(m.OldDueAt), SqliteInstant.From(m.NewDueAt), SqliteInstant.From(m.At));
        if (rows.LawChange is { } l)
            _insertLawChange.Run(l.Edition, SqliteInstant.From(l.At), l.By, l.Kind, l.Key, l.Version, l.Content, l.Note);
        foreach (var n in rows.Notices)
            _insertNotice.Run(n.Id, n.Agency, n.Number, n.Kind, n.Severity, SqliteInstant.From(n.At), n.Payload, n.Area, n.Category);
    }

    private void Erase(ErasureRow erasure, ImmutableArray<PartyKeyRow> kept)
    {
        foreach (var step in erasure.Steps)
            _eraseStep.Run(step.Number, step.Sequence, step.Data, step.DataHash);
        _eraseMark.Run(erasure.Number);
        _erasePartyKeys.Run(erasure.Number, string.Join(' ', kept.Select(key => key.Value)));
        _eraseNotices.Run(erasure.Number);
    }

    private void PutInbox(ProjectedRows rows)
    {
        foreach (var taken in rows.Taken)
            _takeNotice.Run(taken.Id, taken.Sequence, SqliteInstant.From(taken.At), SqliteInstant.From(taken.AcknowledgeBy));
        foreach (var acknowledged in rows.Acknowledged)
            _acknowledgeNotice.Run(acknowledged.Id, SqliteInstant.From(acknowledged.At), acknowledged.By);
        if (rows.Profile is { } profile)
            _upsertProfile.Run(profile.Agency, profile.Version, profile.Points, profile.Data);
        foreach (var d in rows.DeadLetters)
            _insertDeadLetter.Run(d.Agency, d.Webhook, d.NoticeId, d.Sequence, d.Kind, SqliteInstant.From(d.At), d.Reason, d.Attempts);
        foreach (var redelivered in rows.Redelivered)
            _redeliver.Run(redelivered.Agency, redelivered.Webhook, redelivered.Sequence, SqliteInstant.From(redelivered.At));
    }

    private void Put(SealRow seal)
    {
        _insertSeal.Run(seal.County, seal.Number, SqliteInstant.From(seal.At), seal.Count, seal.MerkleRoot, seal.PreviousHash, seal.Hash, seal.Audited, seal.AuditHash);
        var sealedNow = 0;
        foreach (var receipt in seal.Receipts)
            sealedNow += _sealReceipt.Run(receipt.Number, seal.Number, receipt.Position, seal.County);
        if (sealedNow != seal.Count)
            throw new IncompleteSealException($"Seal {seal.Number} of {seal.County} does not hold all its receipts.");
    }

    private void Put(StateWrite write, WakeUp wake)
    {
        if (wake.At is { } at)
            _upsertReminder.Run(
                serviceId, write.GrainName, StorageNames.WakeUp, at.UtcDateTime, (long)retryPeriod.TotalMilliseconds, write.GrainHash);
        else
            _deleteReminder.Run(serviceId, write.GrainName, StorageNames.WakeUp);
    }
}
