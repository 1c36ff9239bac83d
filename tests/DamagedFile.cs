namespace Suyuan.Tests;

/// <summary>The embedded data files with one of them damaged.</summary>
internal static class DamagedFile
{
    /// <summary>Opens the files, and replaces the first occurrence of a text in one of them.</summary>
    public static Func<string, TextReader> With(string file, string text, string instead) => name =>
    {
        if (name != file)
            return DataFile.OpenEmbedded(name);
        using var reader = DataFile.OpenEmbedded(name);
        var whole = reader.ReadToEnd();
        var at = whole.IndexOf(text, StringComparison.Ordinal);
        if (at < 0)
            throw new ArgumentException($"{file} does not hold \"{text}\".", nameof(text));
        return new StringReader(string.Concat(whole.AsSpan(0, at), instead, whole.AsSpan(at + text.Length)));
    };
}
