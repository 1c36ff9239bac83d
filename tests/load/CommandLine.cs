using System.Globalization;

namespace Suyuan.Load;

/// <summary>Options of one command: <c>--name value</c>, or <c>--name</c> alone for a switch.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = [];

    private CommandLine()
    {
    }

    /// <exception cref="UsageException">An option is unknown, stands twice or lacks its value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args, string[] valued, string[] switches)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (!valued.Contains(name) && !switches.Contains(name))
                throw new UsageException($"{name} is not an option here; known are {string.Join(", ", valued.Concat(switches))}.");
            var value = "";
            if (valued.Contains(name))
                value = i + 1 < args.Count ? args[++i] : throw new UsageException($"{name} needs a value.");
            if (!line._values.TryAdd(name, value))
                throw new UsageException($"{name} stands twice.");
        }

        return line;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Whole(string name, int otherwise, int min, int max) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : throw new UsageException($"{name} must be a whole number from {min} to {max}.");

    public string OneOf(string name, string otherwise, params string[] words) =>
        Text(name) is not { } word ? otherwise
        : words.Contains(word) ? word
        : throw new UsageException($"{name} must be one of {string.Join(", ", words)}.");
}
