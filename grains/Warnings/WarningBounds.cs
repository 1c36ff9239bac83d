using Suyuan.Disputes;

namespace Suyuan.Warnings;

/// <summary>What every field of a command on a warning may hold.</summary>
internal static class WarningBounds
{
    private const int MostText = 2_000;

    public static Refusal? Check(AcknowledgeWarning command)
    {
        var field = new FieldChecks();
        field.Text("note", command.Note, 1, MostText);
        return field.Refusal;
    }

    public static Refusal? Check(HandleWarning command)
    {
        var field = new FieldChecks();
        field.RequiredText("measures", command.Measures, 1, MostText);
        return field.Refusal;
    }

    public static Refusal? Check(LiftWarning command)
    {
        var field = new FieldChecks();
        field.Member("outcome", command.Outcome);
        field.RequiredText("reason", command.Reason, 1, MostText);
        return field.Refusal;
    }
}
