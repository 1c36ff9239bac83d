namespace Suyuan.Load.Rehearsing;

/// <summary>Units that stand around a dispute, by its area.</summary>
internal static class Unit
{
    public static string Registrar(Arrival arrival) => $"{arrival.Area[..9]}-centre";

    /// <summary>A unit other than the lead, to which a case may be transferred.</summary>
    public static string Other(Arrival arrival, string lead, Random random)
    {
        string[] others = [$"{arrival.Area[..9]}-justice-office", $"{arrival.Area[..6]}-civil-affairs", $"{arrival.Area[..6]}-government", $"{arrival.Area[..9]}-police-station"];
        var choice = others[random.Next(others.Length)];
        return choice == lead ? $"{arrival.Area[..9]}-committee" : choice;
    }
}
