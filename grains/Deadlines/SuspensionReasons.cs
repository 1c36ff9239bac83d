using System.Collections.Frozen;

namespace Suyuan.Deadlines;

/// <summary>Reasons for which time may stand still: the only ones a rule may name, and what each is called.</summary>
internal static class SuspensionReasons
{
    private static readonly FrozenDictionary<string, Sentence> Names = new Dictionary<string, Sentence>
    {
        ["appraisal"] = new("鉴定", "appraisal"),
        ["inspection"] = new("检验检测", "inspection and testing"),
        ["hearing"] = new("听证", "hearing"),
        ["notice"] = new("公告", "public notice"),
        ["reconciliation"] = new("和解", "reconciliation"),
        ["supplement"] = new("补正材料", "supplementing papers"),
        ["force-majeure"] = new("不可抗力", "force majeure"),
        ["agreed"] = new("当事人约定", "agreement of the parties"),
        ["verification"] = new("核实", "verification"),
        ["evidence-unavailable"] = new("证据暂时无法取得", "evidence that cannot be had yet"),
        ["prior-decision"] = new("等待先决事项", "waiting for another decision"),
    }.ToFrozenDictionary();

    public static bool Exists(string reason) => Names.ContainsKey(reason);

    public static IEnumerable<string> All => Names.Keys.Order(StringComparer.Ordinal);

    /// <summary>In both languages; a reason from elsewhere stands for itself.</summary>
    public static Sentence NameOf(string reason) => Names.GetValueOrDefault(reason) ?? new Sentence(reason, reason);
}
