#if Graphviz
  internal import CGraphviz
  internal import Foundation

  /// A context of Graphviz with those of its plugins that maps need, and no other.
  ///
  /// Without a plugin for text Graphviz measures by tables of its own, so that the fonts of the
  /// machine make no difference; and none of their libraries has to be loaded.
  enum GraphvizPlugins {
    /// A context; with all that Graphviz finds, where its plugins do not stand beside its library.
    static func context() -> OpaquePointer? {
      let libraries = names.compactMap(library)
      guard libraries.count == names.count, let context = gvContextPlugins(nil, 0) else {
        return gvContext()
      }
      for library in libraries { gvAddLibrary(context, library) }
      return context
    }

    /// `nop2`, which draws what has its places already, stands with neato.
    private static let names = ["core", "dot_layout", "neato_layout"]

    private static func library(_ name: String) -> UnsafeMutablePointer<gvplugin_library_t>? {
      guard let folder else { return nil }
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files.sorted() where file.hasPrefix("libgvplugin_\(name).so") {
        if let handle = dlopen("\(folder)/\(file)", RTLD_NOW | RTLD_LOCAL),
          let symbol = dlsym(handle, "gvplugin_\(name)_LTX_library")
        {
          return symbol.assumingMemoryBound(to: gvplugin_library_t.self)
        }
      }
      return nil
    }

    /// The folder of the plugins: beside the library that this process has loaded.
    private static let folder: String? = {
      // In one go only the beginning of such a file can be read.
      let maps = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
      for line in String(decoding: maps ?? Data(), as: UTF8.self).split(separator: "\n") {
        guard let name = line.range(of: "/libgvc.so"), let start = line.firstIndex(of: "/") else {
          continue
        }
        return line[start..<name.lowerBound] + "/graphviz"
      }
      return nil
    }()
  }
#endif
