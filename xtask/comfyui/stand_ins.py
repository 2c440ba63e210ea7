"""Writes empty stand-ins for the CUDA libraries that torch is linked to, so that it loads on a machine without them.

    python3 stand_ins.py SITE_PACKAGES OUT        then run with LD_LIBRARY_PATH=OUT

The loader wants every library and every versioned symbol to be there; on a CPU none is ever called. The names are read
from torch's own files, so another version of torch may want others: torch with its CUDA is the way out then.
"""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

# Symbols without a version do not say whose they are: by how they begin.
OWNERS = {
    "libcublas.so": ["cublas(?!Lt)"], "libcublasLt.so": ["cublasLt"], "libcudart.so": ["cuda"], "libcudnn.so": ["cudnn"],
    "libcufft.so": ["cufft"], "libcufile.so": ["cuFile"], "libcusolver.so": ["cusolver"],
    "libcusparse.so": ["cusparse(?!Lt)"], "libcusparseLt.so": ["cusparseLt"], "libnccl.so": ["nccl"],
    "libnvrtc.so": ["nvrtc"], "libnvshmem_host.so": ["nvshmem"],
}


def told(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def wanted(libraries):
    """The libraries that are linked to, and the symbols that are missing: by version, and those without one."""
    names, versioned, plain = set(), defaultdict(set), set()
    for library in libraries:
        linked = re.findall(r"NEEDED.*\[(lib(?:cu|nv|nccl).*?)\]", told("readelf", "-d", library))
        names.update(name for name in linked if not name.startswith("libcuda.so"))
        for line in told("objdump", "-T", library).splitlines():
            if "*UND*" not in line:
                continue
            version = re.search(r"\((\S+)\)\s+(\S+)$", line)
            if version:
                versioned[version[1]].add(version[2])
            else:
                plain.add(line.split()[-1])
    return names, versioned, plain


def write(name, versioned, plain, out):
    stem = re.match(r".*?\.so", name)[0]
    versions = [it for it in versioned if it == name or (it == "NVSHMEM" and name.startswith("libnvshmem"))]
    beginnings = OWNERS.get(stem, [])
    own = {symbol for symbol in plain if any(re.match(it, symbol) for it in beginnings)}
    symbols = set().union(*(versioned[it] for it in versions)) if versions else own
    source = out / f"{name}.c"
    source.write_text("".join(f"int {it}(void) {{ return 999; }}\n" for it in sorted(symbols)) or "int stand_in;\n")
    command = ["gcc", "-shared", "-fPIC", "-w", "-fno-builtin", "-o", out / name, source, f"-Wl,-soname,{name}"]
    if versions:
        script = out / f"{name}.map"
        script.write_text("".join(f"{it} {{ global: {'; '.join(sorted(versioned[it]))}; }};\n" for it in versions))
        command.append(f"-Wl,--version-script={script}")
    subprocess.run(command, check=True)


def main():
    site_packages, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    names, versioned, plain = wanted(sorted((site_packages / "torch/lib").glob("*.so*")))
    for name in sorted(names):
        write(name, versioned, plain, out)


main()
