//! Attaching to small modules that are made here. That real ones answer afterwards is tested in Node.

use casebook_compiler::{BuildInfo, SourceFile, compile};
use wasm_encoder::{
    CustomSection, DataCountSection, DataSection, ExportKind, ExportSection, GlobalSection, GlobalType,
    MemorySection, MemoryType, Module, ValType,
};

use super::*;

fn block() -> Vec<u8> {
    let file = |path, text: &str| SourceFile::new(path, text);
    let files = [
        file("casebook.yaml", include_str!("../../../compiler/tests/diagnostics/_base/casebook.yaml")),
        file("disk-full.md", include_str!("../../../compiler/tests/diagnostics/_base/disk-full.md")),
    ];
    compile(&files, &BuildInfo::default()).block.unwrap()
}

fn slot(format: u32, address: u32, length: u32) -> Slot {
    let [format, address, length] = [format, address, length].map(U32::new);
    Slot { marker: MARKER, format, address, length }
}

/// A module with one page of memory whose second segment holds `slots`.
fn engine(slots: &[Slot], maximum: Option<u64>) -> Vec<u8> {
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum, memory64: false, shared: false, page_size_log2: None });
    let mut globals = GlobalSection::new();
    let global = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    globals.global(global, &ConstExpr::i32_const(7));
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(16), *b"before");
    let held: Vec<u8> = slots.iter().flat_map(|slot| [b"abc".as_slice(), slot.as_bytes()].concat()).collect();
    data.active(0, &ConstExpr::i32_const(64), held);
    data.passive(*b"passive");
    let mut module = Module::new();
    module.section(&memories).section(&globals).section(&exports);
    module.section(&DataCountSection { count: 3 }).section(&data);
    module.section(&CustomSection { name: "producers".into(), data: (&[1, 2, 3][..]).into() });
    module.finish()
}

fn code(result: Result<Vec<u8>, Error>) -> Code {
    match result {
        Ok(_) => panic!("attached"),
        Err(error) => error.code,
    }
}

#[test]
fn the_block_lies_behind_the_memory_and_the_slot_knows() {
    let (engine, block) = (engine(&[slot(FORMAT_VERSION, 0, 0)], None), block());
    let module = attach(&engine, &block).unwrap();
    assert_eq!(module, attach(&engine, &block).unwrap(), "the same bytes every time");

    let (old, new) = (Parts::read(&engine).unwrap(), Parts::read(&module).unwrap());
    assert_eq!(old.sections.len(), new.sections.len());
    let (_, _, found) = new.slot().unwrap();
    assert_eq!((found.address.get(), found.length.get() as usize), (1 << 16, block.len()));
    for (old, new) in old.sections.iter().zip(&new.sections) {
        match (old, new) {
            (Section::Other(id, from), Section::Other(same, to)) => {
                assert_eq!((id, &engine[from.clone()]), (same, &module[to.clone()]));
            }
            (Section::Memory(old), Section::Memory(new)) => {
                assert_eq!(new.initial, old.initial + block.len().div_ceil(PAGE) as u64);
            }
            (Section::DataCount(old), Section::DataCount(new)) => assert_eq!(old + 1, *new),
            (Section::Data(old), Section::Data(new)) => {
                let (last, rest) = new.split_last().unwrap();
                assert_eq!(last.data, block);
                assert_eq!(rest.len(), old.len());
                assert_eq!((rest[0].data, rest[2].data), (old[0].data, old[2].data));
                assert_eq!(&rest[1].data[..3], b"abc");
            }
            _ => panic!("sections changed places"),
        }
    }
}

#[test]
fn what_cannot_be_attached_to_is_told() {
    let block = block();
    let empty = slot(FORMAT_VERSION, 0, 0);
    let engine = |slots: &[Slot]| engine(slots, None);
    for (engine, expected) in [
        (Vec::new(), Code::BadModule),
        (b"\0asm".to_vec(), Code::BadModule),
        (b"PK\x03\x04".to_vec(), Code::BadModule),
        (Module::new().finish(), Code::NoSlot),
        (engine(&[]), Code::NoSlot),
        (engine(&[empty, empty]), Code::NoSlot),
        (engine(&[slot(FORMAT_VERSION + 1, 0, 0)]), Code::WrongFormat),
        (attach(&engine(&[empty]), &block).unwrap(), Code::AlreadyAttached),
        (super::tests::engine(&[empty], Some(1)), Code::TooLarge),
    ] {
        assert_eq!(code(attach(&engine, &block)), expected, "{engine:?}");
    }
}

#[test]
fn what_is_no_block_is_told() {
    let engine = engine(&[slot(FORMAT_VERSION, 0, 0)], None);
    let good = block();
    for at in [0, 9, 20, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        let found = code(attach(&engine, &bad));
        assert!(matches!(found, Code::BadBlock | Code::WrongFormat), "{at}: {found:?}");
    }
    assert_eq!(code(attach(&engine, &[])), Code::BadBlock);
    assert_eq!(code(attach(&engine, &good[..good.len() - 1])), Code::BadBlock);
    // Zeros that nobody has to hold: the length is looked at first.
    assert_eq!(code(attach(&engine, &vec![0; MAX_BLOCK + 1])), Code::TooLarge);
}

#[test]
fn a_damaged_module_is_an_error_or_a_module() {
    let (engine, block) = (engine(&[slot(FORMAT_VERSION, 0, 0)], None), block());
    for at in 0..engine.len() {
        for bit in 0..8 {
            let mut damaged = engine.clone();
            damaged[at] ^= 1 << bit;
            if let Ok(module) = attach(&damaged, &block) {
                assert!(Parts::read(&module).is_ok(), "byte {at}, bit {bit}");
            }
        }
        let _ = attach(&engine[..at], &block);
    }
}
