using Grpc.Core;
using Qdrant.Client.Grpc;

namespace PaperBot.Qdrant.Server;

/// <summary>Collections and aliases.</summary>
internal sealed class FakeStorage
{
    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create("<>:\"/\\|?*\0\u001F");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeCollection> _collections = new(StringComparer.Ordinal);
    private Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    /// <summary>Names of the collections.</summary>
    public IReadOnlyList<string> Collections
    {
        get
        {
            lock (_lock)
                return [.. _collections.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public static RpcException Wrong(string what) => new(new Status(StatusCode.InvalidArgument, "Wrong input: " + what));

    /// <summary>By its name or an alias.</summary>
    public FakeCollection Find(string name)
    {
        lock (_lock)
            return _collections.TryGetValue(_aliases.GetValueOrDefault(name, name), out var found) ? found : throw Missing(name);
    }

    public CollectionOperationResponse Create(CreateCollection request)
    {
        var name = request.CollectionName;
        if (name.Length is 0 or > 255 || name.AsSpan().ContainsAny(Forbidden))
            throw Wrong("the name of the collection is not allowed");
        var collection = new FakeCollection(request);
        lock (_lock)
        {
            if (_aliases.ContainsKey(name))
                throw Wrong($"Can't create collection with name {name}. Alias with the same name already exists");
            if (!_collections.TryAdd(name, collection))
                throw new RpcException(new Status(StatusCode.AlreadyExists, $"Wrong input: Collection `{name}` already exists!"));
        }
        return new CollectionOperationResponse { Result = true };
    }

    public CollectionOperationResponse Delete(DeleteCollection request)
    {
        lock (_lock)
        {
            var gone = _collections.Remove(request.CollectionName);
            if (gone)
                _aliases = _aliases.Where(alias => alias.Value != request.CollectionName).ToDictionary(StringComparer.Ordinal);
            return new CollectionOperationResponse { Result = gone };
        }
    }

    public ListCollectionsResponse List(ListCollectionsRequest request) =>
        new() { Collections = { Collections.Select(name => new CollectionDescription { Name = name }) } };

    public CollectionExistsResponse Exists(CollectionExistsRequest request)
    {
        lock (_lock)
            return new CollectionExistsResponse { Result = new CollectionExists { Exists = _collections.ContainsKey(_aliases.GetValueOrDefault(request.CollectionName, request.CollectionName)) } };
    }

    public GetCollectionInfoResponse Describe(GetCollectionInfoRequest request) => new() { Result = Find(request.CollectionName).Describe() };

    /// <summary>All changes happen at once, or none.</summary>
    public CollectionOperationResponse Change(ChangeAliases request)
    {
        lock (_lock)
        {
            var changed = new Dictionary<string, string>(_aliases, StringComparer.Ordinal);
            foreach (var action in request.Actions)
                Apply(changed, action);
            _aliases = changed;
        }
        return new CollectionOperationResponse { Result = true };
    }

    public ListAliasesResponse ListAliases(ListAliasesRequest request)
    {
        lock (_lock)
            return new ListAliasesResponse { Aliases = { _aliases.Select(alias => new AliasDescription { AliasName = alias.Key, CollectionName = alias.Value }) } };
    }

    private void Apply(Dictionary<string, string> aliases, AliasOperations action)
    {
        switch (action.ActionCase)
        {
            case AliasOperations.ActionOneofCase.CreateAlias:
                if (!_collections.ContainsKey(action.CreateAlias.CollectionName))
                    throw Missing(action.CreateAlias.CollectionName);
                if (_collections.ContainsKey(action.CreateAlias.AliasName))
                    throw new RpcException(new Status(StatusCode.AlreadyExists, $"Wrong input: Collection `{action.CreateAlias.AliasName}` already exists!"));
                aliases[action.CreateAlias.AliasName] = action.CreateAlias.CollectionName;
                break;
            case AliasOperations.ActionOneofCase.RenameAlias:
                if (!aliases.Remove(action.RenameAlias.OldAliasName, out var target))
                    throw MissingAlias(action.RenameAlias.OldAliasName);
                aliases[action.RenameAlias.NewAliasName] = target;
                break;
            case AliasOperations.ActionOneofCase.DeleteAlias:
                if (!aliases.Remove(action.DeleteAlias.AliasName))
                    throw MissingAlias(action.DeleteAlias.AliasName);
                break;
            default:
                throw Wrong("Malformed AliasOperation type");
        }
    }

    private static RpcException Missing(string name) => new(new Status(StatusCode.NotFound, $"Not found: Collection `{name}` doesn't exist!"));

    private static RpcException MissingAlias(string name) => new(new Status(StatusCode.NotFound, $"Not found: Alias {name} does not exists!"));
}
