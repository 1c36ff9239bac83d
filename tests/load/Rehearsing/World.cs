using System.Collections.Concurrent;
using Suyuan.Load.Talk;

namespace Suyuan.Load.Rehearsing;

/// <summary>What all lives of one rehearsal share.</summary>
/// <param name="Numbers">By index of arrival, as soon as it is known.</param>
internal sealed record World(Line Line, Told Told, ProductClock Clock, LawBook Law, int Seed, ConcurrentDictionary<int, string> Numbers);
