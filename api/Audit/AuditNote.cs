namespace Suyuan.Audit;

/// <summary>
/// What an endpoint tells the audit trail of its call beyond the address: <c>http.Audit().Reason = …</c>. That the call is kept, and
/// whether before the answer, is said by its row of <c>Identity/access.csv</c> and needs no code.
/// </summary>
internal sealed class AuditNote
{
    /// <summary>What the caller gave as reason.</summary>
    public string? Reason { get; set; }

    /// <summary>Number or code of what was shown, where the address does not name it. Never personal.</summary>
    public string? Target { get; set; }

    /// <summary>A word for which part of a longer call this is, or what of the thing was shown: <c>opened</c>, a list of fields.</summary>
    public string? Part { get; set; }

    /// <summary>Why it was refused; the problem document writes it.</summary>
    public RefusalCode? Code { get; set; }

    /// <summary>It stands in the trail already.</summary>
    public bool Kept { get; set; }
}

internal static class AuditNotes
{
    /// <summary>The note of this call; made when first asked for, since most calls need none.</summary>
    public static AuditNote Audit(this HttpContext http)
    {
        if (http.Features.Get<AuditNote>() is { } known)
            return known;
        var note = new AuditNote();
        http.Features.Set(note);
        return note;
    }
}
