"""Drives `evidence serve` with the public Python client of the Model Context Protocol.

    python3 Tests/Assistants/session.py EVIDENCE GRAPH.jsonl

Needs PyPI's `mcp`, and is skipped aloud where that is missing; ends with 1 if anything is not as the
protocol, or the graph, has it.
"""

import asyncio
import json
import sys

try:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client
except ImportError as error:
    print(f"skipped: evidence serve with the Python client ({error.name} is not installed)")
    sys.exit(0)

evidence, graph = sys.argv[1:3]
records = [json.loads(line) for line in open(graph, encoding="utf-8")]
domain = next(r["node"] for r in records if r.get("kind") == "RiskDomain")
scheme = next(r["scheme"] for r in records if r.get("kind") == "RiskDomain")
failed = False


def check(name, holds, shown=""):
    global failed
    failed = failed or not holds
    print(f"{'ok' if holds else 'DIFFERS'}: {name} {shown}".rstrip())


def field(thing, *names):
    """A field by one of its names: versions of the client spell them differently."""
    return next(getattr(thing, name) for name in names if hasattr(thing, name))


async def main():
    server = StdioServerParameters(command=evidence, args=["serve", graph])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        hello = await session.initialize()
        check("greeting", True, str(field(hello, "protocol_version", "protocolVersion")))
        tools = (await session.list_tools()).tools
        names = {tool.name for tool in tools}
        check("tools", names == {"find", "query", "show", "paths", "coverage", "why", "gaps"})
        check(
            "read-only",
            all(field(tool.annotations, "read_only_hint", "readOnlyHint") for tool in tools),
        )
        for name, arguments in [
            ("find", {"words": "risk", "limit": 3}),
            ("show", {"node": domain}),
            ("paths", {"to": domain}),
            ("coverage", {"rows": scheme, "rowsLevel": 1}),
            ("gaps", {"limit": 3}),
            ("why", {"rows": scheme, "columns": scheme, "row": domain, "column": domain}),
            ("query", {"query": "MATCH (n)-[r]->() RETURN n, r LIMIT 2"}),
        ]:
            result = await session.call_tool(name, arguments)
            content = field(result, "structured_content", "structuredContent") or {}
            check(
                name,
                not field(result, "is_error", "isError")
                and {"answer", "sources", "notices", "policy", "notRecorded"} <= set(content)
                and json.loads(result.content[0].text) == content,
                content.get("says", result.content[0].text),
            )
        wrong = await session.call_tool("show", {"node": "no such node at all"})
        check("a tool's own failure", field(wrong, "is_error", "isError"))
        try:
            await session.call_tool("show", {"node": 7})
            check("a wrong type", False)
        except Exception as error:
            check("a wrong type", "show" in str(error), str(error))
        resources = (await session.list_resources()).resources
        check("resources", len(resources) == 3)
        for resource in resources:
            read_back = await session.read_resource(resource.uri)
            json.loads(read_back.contents[0].text)
            check(str(resource.uri), True)
        await session.send_ping()
        check("ping", True)
    try:
        from mcp import Client
    except ImportError:
        return
    async with Client(stdio_client(server)) as client:
        tools = (await client.list_tools()).tools
        check("without a greeting", len(tools) == 7)
        result = await client.call_tool("find", {"words": "risk", "limit": 1})
        check("a call without a greeting", not field(result, "is_error", "isError"))


asyncio.run(main())
sys.exit(1 if failed else 0)
