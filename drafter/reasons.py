"""Why the system refused to read or write, in a writer's words."""

from __future__ import annotations

import errno

_UNREACHED = "网络盘连不上"
_IN_USE = "别的程序正占着它"
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件超过了系统的上限",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: _IN_USE,
    errno.EPIPE: "接收输出的程序已经关了",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "路径里有一段不是文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ELOOP: "链接绕回了自己",
    errno.EXDEV: "不能挪到另一个磁盘",
    errno.ENOTEMPTY: "文件夹里还有别的文件",
    errno.ETXTBSY: _IN_USE,
    errno.EAGAIN: _IN_USE,
    errno.EDEADLK: _IN_USE,
    errno.EMFILE: "打开的文件太多，关掉一些程序再试",
    errno.ENFILE: "打开的文件太多，关掉一些程序再试",
    errno.ENOMEM: "内存不够，关掉一些程序再试",
    errno.EINVAL: "系统不认这个名字或操作",
    errno.EILSEQ: "名字里有系统不认的字符",
    errno.EOPNOTSUPP: "这个磁盘不支持",
    errno.ENXIO: "这不是普通文件，或设备已经拔掉",
    errno.ENODEV: "设备已经拔掉",
    errno.ESTALE: "网络盘上的文件已换过，再试一次",
    errno.ENOTCONN: _UNREACHED,
    errno.ETIMEDOUT: _UNREACHED,
    errno.EHOSTDOWN: _UNREACHED,
    errno.EHOSTUNREACH: _UNREACHED,
    errno.ENETDOWN: _UNREACHED,
    errno.ENETUNREACH: _UNREACHED,
    errno.ECONNREFUSED: _UNREACHED,
    errno.ECONNRESET: _UNREACHED,
    errno.ECONNABORTED: _UNREACHED,
}
# What Windows says more exactly than by errno, as winerror.h has it: ERROR_WRITE_PROTECT, _NOT_READY,
# _SHARING_VIOLATION, _LOCK_VIOLATION, _HANDLE_DISK_FULL, _BAD_NETPATH, _UNEXP_NET_ERR, _NETNAME_DELETED, _BAD_NET_NAME,
# _SEM_TIMEOUT, _FILENAME_EXCED_RANGE, _NETWORK_UNREACHABLE, _CANT_RESOLVE_FILENAME.
_WINDOWS_REASONS = {
    19: "磁盘是只读的",
    21: "磁盘没有准备好",
    32: "别的程序正开着它，关掉再试",
    33: "别的程序正开着它，关掉再试",
    39: "磁盘满了",
    53: _UNREACHED,
    59: _UNREACHED,
    64: _UNREACHED,
    67: _UNREACHED,
    121: _UNREACHED,
    206: "名字太长",
    1231: _UNREACHED,
    1921: "链接绕回了自己",
}


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in Chinese where it can be told: a ValueError is a name that no system takes."""
    if not isinstance(error, OSError):
        return "名字里有系统不认的字符"
    known = _WINDOWS_REASONS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(error.errno or 0)
    return known or error.strerror or "系统没有说原因"
