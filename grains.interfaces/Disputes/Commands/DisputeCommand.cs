namespace Suyuan.Disputes;

/// <summary>
/// An act on one dispute. Members are nullable where a caller may forget them: what is missing, too long or unknown is
/// refused field by field, before anything is decided. Which act is possible in which stage, and who may do it, stands in
/// <c>grains/Disputes/acts.csv</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("dispute-command")]
public abstract record DisputeCommand;
