using System.Collections.Immutable;

namespace Suyuan.Disputes;

/// <summary>Seeing what is masked is a step of the history: which fields, and why. What was seen is never written there.</summary>
internal static class UnmaskRules
{
    public const string Act = "unmask";

    private const string Basis = "个人信息保护法第6条、第51条；平台运行规则";

    private const int FieldCount = 4;

    public static Result<DisputeState> Unmask(DisputeState dispute, Unmask ask, ActContext context, Scene scene)
    {
        var fingerprint = Ledger.Chain.Fingerprint(ask);
        if (context.CommandId is { } id && dispute.Remembered.FirstOrDefault(known => known.Id == id) is { } known)
            return known.Fingerprint == fingerprint ? dispute : Refusal.Because(RefusalCode.IdempotencyKeyReused);
        if (Check(ask) is { } malformed)
            return malformed;
        var told = Chronicle.Record(dispute, dispute, scene, Act, Basis, new Unmask { Fields = [.. Asked(ask)], Reason = ask.Reason });
        return context.CommandId is not { } command ? told : told with
        {
            Remembered = [.. told.Remembered.Skip(told.Remembered.Length + 1 - scene.Law.Policy.CommandsRemembered), new RememberedCommand(command, fingerprint)],
        };
    }

    public static Refusal? Check(Unmask ask)
    {
        var field = new FieldChecks();
        field.RequiredText("reason", ask.Reason, 2, 200);
        if (ask.Fields is { } fields)
        {
            if (fields.Length > FieldCount)
                field.Fault("fields", RefusalCode.TooLong, new Fact("max", $"{FieldCount}"), new Fact("length", $"{fields.Length}"));
            else
                for (var index = 0; index < fields.Length; index++)
                    field.Member($"fields[{index}]", (PersonalField?)fields[index]);
        }

        return field.Refusal;
    }

    public static ImmutableArray<Party> Shown(DisputeState dispute, Unmask ask)
    {
        var fields = Asked(ask).ToHashSet();
        return
        [
            .. dispute.Parties.Select(party => party with
            {
                Name = fields.Contains(PersonalField.Name) ? party.Name : null,
                IdNumber = fields.Contains(PersonalField.IdNumber) ? party.IdNumber : null,
                Telephone = fields.Contains(PersonalField.Telephone) ? party.Telephone : null,
                Address = fields.Contains(PersonalField.Address) ? party.Address : null,
            }),
        ];
    }

    private static IEnumerable<PersonalField> Asked(Unmask ask) => ask.Fields is { IsDefaultOrEmpty: false } fields
        ? fields.Distinct().Order()
        : [PersonalField.Name, PersonalField.IdNumber, PersonalField.Telephone, PersonalField.Address];
}
