namespace Suyuan.Disputes;

/// <summary>披露、回避: what the mediator must say, what a party may ask, and the lead's decision (特邀调解规定第15条; 人民调解法第15条).</summary>
internal static class RecusalRules
{
    private const int MostRecusals = 50;

    public static Result<DisputeState> Disclose(DisputeState dispute, Disclose command, Scene scene)
    {
        var seated = dispute.Assignment!.Seated!;
        if (MediatorRules.NotAnswering(seated, scene.By) is { } other)
            return other;
        return Noted(dispute, new Recusal(seated.Mediator, command.Circumstance!.Value, scene.Now.At, Asked: false))
            .Notify(scene, dispute.Lead, "mediator-disclosed", new RecusalSaid(seated.Mediator));
    }

    public static Result<DisputeState> Request(DisputeState dispute, RequestRecusal command, Scene scene)
    {
        var mediator = dispute.Assignment!.Seated!.Mediator;
        return Noted(dispute, new Recusal(mediator, command.Circumstance!.Value, scene.Now.At, Asked: true))
            .Start(scene, ClockKeys.Recusal, "policy-recusal-decision", dispute.Lead.ToString(), "申请回避")
            .Notify(scene, dispute.Lead, "recusal-asked", new RecusalSaid(mediator));
    }

    public static Result<DisputeState> Decide(DisputeState dispute, DecideRecusal command, Scene scene)
    {
        var asked = dispute.PendingRecusal!;
        var decided = (dispute with { Recusals = dispute.Recusals.Replace(asked, asked with { Upheld = command.Upheld }) }).Meet(scene, ClockKeys.Recusal);
        return command.Upheld is true && dispute.Assignment?.Seated?.Mediator == asked.Mediator
            ? MediatorRules.Reassigned(decided, AttemptOutcome.Recused, "决定回避", scene)
            : decided;
    }

    private static DisputeState Noted(DisputeState dispute, Recusal recusal) =>
        dispute with { Recusals = [.. dispute.Recusals.TakeLast(MostRecusals - 1), recusal] };

    private sealed record RecusalSaid(string Mediator);
}
