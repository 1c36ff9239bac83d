using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Suyuan.Identity;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Permissions;

/// <summary>Each text that a state can hold was looked at by somebody, who wrote down whether it is personal.</summary>
public sealed class PersonalMembersTests
{
    private static readonly PersonalMembers Table = PersonalMembers.Load();

    [Fact]
    public void Every_text_of_every_state_has_a_row()
    {
        var undecided = Members().Where(member => IsText(TypeOf(member)) && Table.Find(member) is null)
            .Select(member => $"{PersonalMembers.NameOf(member.DeclaringType!)},{member.Name},").Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(undecided.Count is 0, $"{PersonalMembers.File} says nothing of:\n{string.Join('\n', undecided)}");
    }

    [Fact]
    public void Every_row_speaks_of_a_member_that_is_stored()
    {
        var stored = Members().Select(member => (PersonalMembers.NameOf(member.DeclaringType!), member.Name)).ToHashSet();
        var records = stored.Select(member => member.Item1).ToHashSet();

        Assert.Equal([], Table.Rows.Where(row => row.Member is PersonalMembers.Rest ? !records.Contains(row.Record) : !stored.Contains((row.Record, row.Member))));
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(JsonElement) || type == typeof(JsonElement?)
        || (type.IsGenericType && type.GetGenericArguments().Any(IsText));

    private static Type TypeOf(MemberInfo member) => ((PropertyInfo)member).PropertyType;

    /// <summary>All members that are written when any state is.</summary>
    private static HashSet<MemberInfo> Members()
    {
        var (found, seen, ahead) = (new HashSet<MemberInfo>(), new HashSet<Type>(), new Queue<Type>(StoredStates.All.Values));
        while (ahead.TryDequeue(out var type))
        {
            if (!seen.Add(type))
                continue;
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : [])
                ahead.Enqueue(part);
            if (type.Namespace?.StartsWith("Suyuan", StringComparison.Ordinal) is not true || type.IsEnum)
                continue;
            foreach (var property in StateSerializer.Options.GetTypeInfo(type).Properties)
            {
                if (property.AttributeProvider is not PropertyInfo member || property.IsExtensionData)
                    continue;
                if (member.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always } || member.SetMethod is null)
                    continue;
                found.Add(member);
                ahead.Enqueue(member.PropertyType);
            }
        }

        return found;
    }
}
