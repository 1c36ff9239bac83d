namespace Suyuan.Load.Triaging;

/// <param name="Texts">JSON lines with id and text; null: only the project's own narratives.</param>
/// <param name="Only">One half of the labels, so that the others stay unseen; null: all side by side.</param>
/// <param name="Misses">Also lists the misses by id and label, never by text.</param>
internal sealed record TriageMeasureOptions(string? Texts, string? Only, bool Misses)
{
    public static TriageMeasureOptions From(IReadOnlyList<string> args)
    {
        var line = CommandLine.Parse(args, ["--texts", "--only"], ["--misses"]);
        var only = line.Text("--only") is null ? null : line.OneOf("--only", "", Label.Tuning, Label.HeldOut, Label.Fresh);
        return line.Has("--misses") && only is not Label.Tuning
            ? throw new UsageException($"--misses goes with --only {Label.Tuning}: what stays unseen must stay so.")
            : new TriageMeasureOptions(line.Text("--texts"), only, line.Has("--misses"));
    }
}
