namespace Suyuan.Load.Rehearsing;

internal enum Ending
{
    Agreed,
    NotAgreed,
    Terminated,
    Withdrawn,
}

/// <summary>What the asked unit does with a transfer.</summary>
internal enum TransferFate
{
    None,
    Accepted,
    Returned,
    ReturnedTwice,
    Silence,
}

/// <summary>How one dispute will go, drawn when it comes: what people are like does not depend on how fast the machine is.</summary>
internal sealed class Temper
{
    public Temper(Random random)
    {
        Ending = Draw(random, (Ending.Agreed, 0.66), (Ending.NotAgreed, 0.18), (Ending.Terminated, 0.06), (Ending.Withdrawn, 0.1));
        WithdrawnIn = Draw(random, ("registered", 0.2), ("triaged", 0.2), ("assigned", 0.2), ("handling", 0.4));
        Declines = Draw(random, (0, 0.8), (1, 0.12), (2, 0.08));
        Transfer = Draw(random, (TransferFate.None, 0.74), (TransferFate.Accepted, 0.08), (TransferFate.Returned, 0.06), (TransferFate.ReturnedTwice, 0.06), (TransferFate.Silence, 0.06));
        TransferFrom = Draw(random, ("assigned", 0.4), ("handling", 0.6));
        NobodyAccepts = random.NextDouble() < 0.08;
        Late = Draw(random, (0.05, 0.6), (0.3, 0.3), (0.8, 0.1));
        FailedContacts = Draw(random, (0, 0.8), (1, 0.12), (3, 0.08));
        Sessions = 1 + random.Next(3);
        Suspends = random.NextDouble() < 0.2;
        Extends = random.NextDouble() < 0.2;
        TellsOfTheStart = random.NextDouble() < 0.7;
        Instalments = Draw(random, (0, 0.25), (1, 0.4), (2, 0.2), (3, 0.15));
        NeverPerforms = random.NextDouble() < 0.1;
        Confirms = random.NextDouble() < 0.3;
        Services = Draw(random, (0, 0.7), (1, 0.2), (2, 0.1));
        WatchGrade = Draw<string?>(random, (null, 0.88), ("red", 0.04), ("orange", 0.04), ("yellow", 0.04));
        Escalates = random.NextDouble() < 0.08;
        RelapsesAt = Draw<string?>(random, (null, 0.9), ("closed", 0.05), ("watched", 0.05));
        Unreachable = random.NextDouble() < 0.08;
        Rates = random.NextDouble() < 0.4;
        ReopensAfterExit = random.NextDouble() < 0.03;
    }

    public Ending Ending { get; set; }

    public string WithdrawnIn { get; }

    public int Declines { get; set; }

    public TransferFate Transfer { get; set; }

    public string TransferFrom { get; }

    public bool NobodyAccepts { get; set; }

    /// <summary>How likely a duty is done after its end.</summary>
    public double Late { get; }

    public int FailedContacts { get; set; }

    public int Sessions { get; }

    public bool Suspends { get; set; }

    public bool Extends { get; set; }

    /// <summary>Whether anybody records the event that an armed clock waits for.</summary>
    public bool TellsOfTheStart { get; set; }

    public int Instalments { get; }

    public bool NeverPerforms { get; set; }

    public bool Confirms { get; set; }

    public int Services { get; set; }

    public string? WatchGrade { get; set; }

    public bool Escalates { get; set; }

    public string? RelapsesAt { get; set; }

    public bool Unreachable { get; set; }

    public bool Rates { get; set; }

    public bool ReopensAfterExit { get; set; }

    private static T Draw<T>(Random random, params ReadOnlySpan<(T Value, double Share)> choices)
    {
        var point = random.NextDouble();
        foreach (var (value, share) in choices)
        {
            point -= share;
            if (point < 0)
                return value;
        }

        return choices[^1].Value;
    }
}
