"""A disk that forgets: what of a folder may be left after the power is cut.

A write, a cut or a change of the folder is pending until its file or folder is flushed. After a
power cut each pending one is there or is not. This is what POSIX promises, and less than common
file systems give.
"""
import pathlib

SECTOR = 512
# Shared memory is rebuilt by whoever opens the file first; the lock file holds no data.
NOT_KEPT = ("-shm", ".lock")


def kept_files(folder):
    """The files of a folder that the model knows: names and bytes."""
    return {
        path.name: path.read_bytes()
        for path in pathlib.Path(folder).iterdir() if not path.name.endswith(NOT_KEPT)}


class File:
    """One file, whatever its name: its flushed bytes, and what is pending."""

    def __init__(self, content=b""):
        self.flushed = bytearray(content)
        self.pending = []

    def flush(self):
        self.flushed = self.after(self.pending)
        self.pending = []

    def after(self, changes):
        content = bytearray(self.flushed)
        for offset, data in changes:
            if data is None:
                # A cut, or a lengthening with zeros.
                del content[offset:]
                content.extend(bytes(offset - len(content)))
            else:
                content.extend(bytes(max(0, offset - len(content))))
                content[offset:offset + len(data)] = data
        return content

    def sectors(self):
        """The pending changes, writes taken apart into sectors."""
        for offset, data in self.pending:
            if data is None:
                yield offset, None
                continue
            start = 0
            while start < len(data):
                end = min(len(data), (offset + start) // SECTOR * SECTOR + SECTOR - offset)
                yield offset + start, data[start:end]
                start = end


class Disk:
    """One folder. `apply` takes it through the events of a trace, `left` cuts the power."""

    def __init__(self, folder, files):
        """`files`: names and bytes of what the folder holds, all of it flushed."""
        self.folder = pathlib.Path(folder)
        self.live = {name: File(content) for name, content in files.items()}
        self.flushed = dict(self.live)
        self.pending = []

    def name(self, path):
        path = pathlib.Path(path)
        inside = path.parent == self.folder and not path.name.endswith(NOT_KEPT)
        return path.name if inside else None

    def file(self, path):
        return self.live.get(self.name(path))

    def change(self, name, file):
        """Puts a file under a name, or takes the name away."""
        if file:
            self.live[name] = file
        else:
            self.live.pop(name, None)
        self.pending.append((name, file))

    def apply(self, event):
        """Whether the event changed what the disk holds or promises to hold."""
        if event.call in ("fsync", "fdatasync") and pathlib.Path(event.path) == self.folder:
            self.flushed, self.pending = dict(self.live), []
            return True
        name = self.name(event.path)
        if name is None:
            return False
        file = self.live.get(name)
        if event.call == "open":
            if file is None and "O_CREAT" in event.flags:
                self.change(name, File())
            elif file and "O_TRUNC" in event.flags:
                file.pending.append((0, None))
            else:
                return False
        elif event.call == "unlink":
            self.change(name, None)
        elif event.call in ("rename", "link"):
            self.change(self.name(event.other), file)
            if event.call == "rename":
                self.change(name, None)
        elif file is None:
            raise ValueError(f"{event.call} on {event.path}, which the trace never made")
        elif event.call == "pwrite64":
            file.pending.append((event.offset, event.data))
        elif event.call == "ftruncate":
            file.pending.append((event.size, None))
        elif event.call in ("fsync", "fdatasync"):
            file.flush()
        else:
            raise ValueError(f"a {event.call} on {event.path} is not modelled")
        return True

    def left(self, share, random):
        """The files after a power cut: name to bytes.

        `share` of the pending changes is there: `none`, `half` (each by chance), `torn` (each
        sector by chance) or `all`. Names change in order, as journals of file systems have it.
        """
        names = dict(self.flushed)
        kept = {"none": 0, "all": len(self.pending)}
        for name, file in self.pending[:kept.get(share, random.randint(0, len(self.pending)))]:
            if file:
                names[name] = file
            else:
                names.pop(name, None)
        return {name: bytes(self.content(file, share, random)) for name, file in names.items()}

    @staticmethod
    def content(file, share, random):
        match share:
            case "none":
                return file.flushed
            case "all":
                return file.after(file.pending)
            case "half":
                return file.after([change for change in file.pending if random.random() < 0.5])
            case "torn":
                return file.after([part for part in file.sectors() if random.random() < 0.5])
        raise ValueError(share)
