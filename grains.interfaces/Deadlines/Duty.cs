namespace Suyuan.Deadlines;

/// <summary>Who must act before a clock runs out.</summary>
public enum Duty
{
    None = 0,
    Agency = 1,
    Mediator = 2,
    Court = 3,
    Party = 4,
    System = 5,
}
