"""The way to a database: forwards TCP from port 5432 to ASSAY_TARGET (host:port), and says "open" once it does.

SIGUSR1: from now on everything takes ASSAY_DELAY_MS longer, each way. SIGUSR2: not any more; says as a line of JSON what was seen
meanwhile: `connections` that were opened, and `trips`, how often the database answered what it was told.
"""

import asyncio
import json
import os
import signal

host, port = os.environ["ASSAY_TARGET"].rsplit(":", 1)
slow_seconds = int(os.environ["ASSAY_DELAY_MS"]) / 1000
delay = 0.0
seen = {"connections": 0, "trips": 0}


async def deliver(queue: asyncio.Queue, writer: asyncio.StreamWriter) -> None:
    """Writes what arrives, each piece when its time has come; an empty one is the end."""
    while True:
        due, data = await queue.get()
        await asyncio.sleep(due - asyncio.get_running_loop().time())
        if not data:
            writer.write_eof()
            return
        writer.write(data)
        await writer.drain()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, spoke) -> None:
    queue: asyncio.Queue = asyncio.Queue(maxsize=64)
    delivering = asyncio.create_task(deliver(queue, writer))
    try:
        while True:
            data = await reader.read(65536)
            if data:
                spoke()
            await queue.put((asyncio.get_running_loop().time() + delay, data))
            if not data:
                await delivering
                return
    finally:
        delivering.cancel()


async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    seen["connections"] += 1
    last = "database"

    def app_spoke() -> None:
        nonlocal last
        last = "app"

    def database_spoke() -> None:
        nonlocal last
        if last == "app":
            seen["trips"] += 1
        last = "database"

    beyond = None
    try:
        answers, beyond = await asyncio.open_connection(host, int(port))
        await asyncio.gather(pump(reader, beyond, app_spoke), pump(answers, writer, database_spoke))
    except OSError:
        pass
    finally:
        writer.close()
        if beyond is not None:
            beyond.close()


def slow_down() -> None:
    global delay
    delay = slow_seconds
    seen.update(connections=0, trips=0)


def speed_up() -> None:
    global delay
    delay = 0.0
    print(json.dumps(seen), flush=True)


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, slow_down)
    loop.add_signal_handler(signal.SIGUSR2, speed_up)
    async with await asyncio.start_server(forward, "0.0.0.0", 5432) as server:
        print("open", flush=True)
        await server.serve_forever()


asyncio.run(main())
