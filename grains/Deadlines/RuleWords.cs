namespace Suyuan.Deadlines;

/// <summary>Which way a time limit is counted.</summary>
internal enum CountDirection
{
    /// <summary>From the day after the trigger.</summary>
    Forward,

    /// <summary>"At least so long before" the trigger.</summary>
    Before,

    /// <summary>Something that must be done before the trigger may happen at all; no length.</summary>
    Gate,

    /// <summary>The trigger is the date itself; no length.</summary>
    Event,
}

/// <summary>Which days off move an end that falls on them.</summary>
internal enum RollOn
{
    None,
    HolidayOnly,
    WeekendAndHoliday,
}

/// <summary>Where a rule comes from, and so how far it binds.</summary>
internal enum RuleLevel
{
    /// <summary>Statute or administrative regulation.</summary>
    National,

    /// <summary>Rule of a ministry or of a body directly under the State Council.</summary>
    Ministerial,

    /// <summary>Interpretation or rule of the Supreme People's Court or Procuratorate.</summary>
    Judicial,

    /// <summary>Regulation or rule of the province; applied once somebody in the city has approved the row.</summary>
    Provincial,

    /// <summary>What the city has set for itself; applied once approved.</summary>
    Municipal,

    /// <summary>Another place's law, taken as a measure until the local value is confirmed.</summary>
    Benchmark,

    /// <summary>No rule of law sets a number; a local value must be confirmed.</summary>
    Local,
}

internal static class RuleLevels
{
    /// <summary>Among rules that govern the same day the highest applies: the city's value, then the province's, then the law, then a default.</summary>
    public static int Rank(this RuleLevel level) => level switch
    {
        RuleLevel.Municipal => 3,
        RuleLevel.Provincial => 2,
        RuleLevel.Benchmark or RuleLevel.Local => 0,
        _ => 1,
    };

    /// <summary>Binds whoever stands below it; a benchmark or an unconfirmed default is only there to be replaced.</summary>
    public static bool Binds(this RuleLevel level) => level.Rank() > 0;
}
