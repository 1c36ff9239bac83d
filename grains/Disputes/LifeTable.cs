using System.Globalization;
using System.Text;

namespace Suyuan.Disputes;

/// <summary>The life of a dispute as a Markdown table, made from <see cref="ActTable"/>: what the README shows.</summary>
internal static class LifeTable
{
    public static string Markdown(LawBook law)
    {
        var table = new StringBuilder();
        table.AppendLine("| act | 事项 | in which stages | by whom | needs | basis |");
        table.AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var act in law.Acts.Rows)
        {
            var by = act.By is ActedBy.Any ? "" : $" ({Kebab.Of(act.By)})";
            table.AppendLine(CultureInfo.InvariantCulture, $"| `{act.Name}` | {act.Zh} | {Words(act.Stages)} | {Words(act.Roles)}{by} | {string.Join(", ", act.Needs.Select(need => need.Name))} | {act.Basis} |");
        }

        return table.ToString().ReplaceLineEndings("\n");
    }

    private static string Words<T>(IEnumerable<T> words)
        where T : struct, Enum => string.Join(", ", words.Select(word => Kebab.Of(word)));
}
