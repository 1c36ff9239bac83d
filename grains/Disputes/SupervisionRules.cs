namespace Suyuan.Disputes;

/// <summary>督办 as the dispute's own history tells it: which order, to whom, and where it stands.</summary>
internal static class SupervisionRules
{
    /// <summary>What a dispute remembers of the orders about it; the history keeps them all.</summary>
    private const int MostRemembered = 100;

    /// <summary>The same object when this status was told already.</summary>
    public static DisputeState Noted(DisputeState dispute, SupervisionNote note, Scene scene)
    {
        var order = new KnownOrder(note.Matter.ToString(), note.Status, note.Agency);
        if (dispute.Orders.Contains(order))
            return dispute;
        var others = dispute.Orders.RemoveAll(known => known.Matter == order.Matter);
        return Chronicle.Record(
            dispute,
            dispute with { Orders = [.. others.Skip(others.Length + 1 - MostRemembered), order] },
            scene,
            "supervise",
            "决定（十三）考核督导",
            note);
    }
}
