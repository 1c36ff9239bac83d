using System.Text;

namespace Suyuan;

/// <summary>
/// A sentence with <c>{fact}</c> placeholders. What stands in square brackets is left out when one of its facts was not
/// given, so that a sentence stays a sentence with the facts there are.
/// </summary>
public static class SentenceTemplate
{
    public static string Fill(string template, Func<string, string?> fact)
    {
        var text = new StringBuilder(template.Length + 32);
        while (template.Length > 0)
        {
            var open = template.IndexOf('[', StringComparison.Ordinal);
            if (open < 0)
                return text.Append(FillPart(template, fact).Text).ToString();
            var close = template.IndexOf(']', open);
            text.Append(FillPart(template[..open], fact).Text);
            var (part, complete) = FillPart(template[(open + 1)..close], fact);
            if (complete)
                text.Append(part);
            template = template[(close + 1)..];
        }
        return text.ToString();
    }

    /// <summary>Brackets and braces open and close in turn, brackets around braces.</summary>
    public static bool IsWellFormed(string template)
    {
        var nesting = "";
        foreach (var character in template)
        {
            var next = (nesting, character) switch
            {
                ("", '[') => "[",
                ("", '{') => "{",
                ("[", '{') => "[{",
                ("{", '}') => "",
                ("[{", '}') => "[",
                ("[", ']') => "",
                (_, '[' or ']' or '{' or '}') => null,
                _ => nesting,
            };
            if (next is null)
                return false;
            nesting = next;
        }
        return nesting is "";
    }

    private static (string Text, bool Complete) FillPart(string part, Func<string, string?> fact)
    {
        var complete = true;
        var text = new StringBuilder();
        for (int open; (open = part.IndexOf('{', StringComparison.Ordinal)) >= 0;)
        {
            var close = part.IndexOf('}', open);
            var value = fact(part[(open + 1)..close]);
            complete &= value is not null;
            text.Append(part.AsSpan(0, open)).Append(value ?? "—");
            part = part[(close + 1)..];
        }
        return (text.Append(part).ToString(), complete);
    }
}
