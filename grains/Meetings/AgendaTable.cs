using System.Collections.Frozen;
using System.Collections.Immutable;
using Suyuan.Deadlines;

namespace Suyuan.Meetings;

/// <summary>What comes onto an agenda by itself, in order of urgency, and how much of each at most: <c>Meetings/agenda.csv</c>, read once.</summary>
internal sealed class AgendaTable(ImmutableArray<AgendaRow> rows)
{
    public const string File = "Meetings/agenda.csv";

    public const string RedWatch = "red-watch";
    public const string RedWarning = "red-warning";
    public const string Contested = "contested";
    public const string Returned = "returned";
    public const string OrderUnanswered = "order-unanswered";
    public const string Overdue = "overdue";
    public const string Watch = "watch";

    private static readonly FrozenSet<string> Known = new[] { RedWatch, RedWarning, Contested, Returned, OrderUnanswered, Overdue, Watch }.ToFrozenSet();

    /// <summary>The most urgent first.</summary>
    public ImmutableArray<AgendaRow> Rows => rows;

    /// <summary>Null where the city does not want this on the agenda.</summary>
    public AgendaRow? Find(string reason) => rows.FirstOrDefault(row => row.Reason == reason);

    public static AgendaTable Load(Func<string, TextReader> open)
    {
        var seen = new HashSet<string>();
        return new AgendaTable([.. DataFile.Read(File, open(File), "reason", "most", "zh", "en").Rows.Select((row, rank) =>
        {
            if (!Known.Contains(row.Text("reason")))
                throw row.Wrong("reason", $"\"{row.Text("reason")}\" is none of {string.Join(", ", Known.Order(StringComparer.Ordinal))}");
            if (!seen.Add(row.Text("reason")))
                throw row.Wrong("reason", $"{row.Text("reason")} is there twice");
            return new AgendaRow(row.Text("reason"), rank, row.Whole("most", 1, 200), new Sentence(row.Text("zh"), row.Text("en")));
        })]);
    }
}

/// <param name="Rank">0 is the most urgent.</param>
internal sealed record AgendaRow(string Reason, int Rank, int Most, Sentence Words);
