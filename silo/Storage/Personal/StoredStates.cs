using System.Collections.Frozen;
using System.Reflection;

namespace Suyuan.Storage;

/// <summary>Which type each stored state is of: what the grains themselves declare.</summary>
internal static class StoredStates
{
    /// <summary>By the name under which it is stored.</summary>
    public static FrozenDictionary<string, Type> All { get; } =
        (from type in typeof(StorageNames).Assembly.GetTypes()
         from constructor in type.GetConstructors()
         from parameter in constructor.GetParameters()
         let facet = parameter.GetCustomAttribute<PersistentStateAttribute>()
         where facet is not null && parameter.ParameterType.IsGenericType
         select (facet.StateName, State: parameter.ParameterType.GetGenericArguments()[0]))
        .DistinctBy(state => state.StateName)
        .ToFrozenDictionary(state => state.StateName, state => state.State);
}
