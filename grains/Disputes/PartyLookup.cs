namespace Suyuan.Disputes;

/// <summary>Finding a party's disputes by a number of its own.</summary>
internal static class PartyLookup
{
    private const int Shortest = 5, Longest = 30;

    /// <summary>One of the two numbers has to be there.</summary>
    public static Refusal? Check(FindParty party)
    {
        var field = new FieldChecks();
        if (field.Required("telephone", party.Telephone ?? party.IdNumber))
        {
            field.Text("telephone", party.Telephone, Shortest, Longest);
            field.Text("idNumber", party.IdNumber, Shortest, Longest);
        }

        return field.Refusal;
    }
}
