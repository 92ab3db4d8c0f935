"""Why the system refused to read or write, in a writer's words."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件超过了系统的上限",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "别的程序正占着它",
    errno.EPIPE: "接收输出的程序已经关了",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "路径里有一段不是文件夹",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOENT: "没有这个文件或文件夹",
}
# what Windows says more exactly than by errno: ERROR_WRITE_PROTECT, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WINDOWS_REASONS = {
    19: "磁盘是只读的",
    32: "别的程序正开着它，关掉再试",
    33: "别的程序正开着它，关掉再试",
}


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in Chinese where it can be told: a ValueError is a name that no system takes."""
    if not isinstance(error, OSError):
        return "名字里有系统不认的字符"
    known = _WINDOWS_REASONS.get(getattr(error, "winerror", None) or 0) or _REASONS.get(error.errno or 0)
    return known or error.strerror or "系统没有说原因"
